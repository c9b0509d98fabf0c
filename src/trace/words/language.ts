/** The languages of everything that is said about a trace. */
export type Language = 'en' | 'zh-cn';
