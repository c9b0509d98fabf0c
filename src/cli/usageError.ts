/** The command line was used wrongly, or what it should read cannot be read: one line on stderr, exit code 2. */
export class UsageError extends Error {}
