/** What a character can begin. */

/** Classes of ASCII characters as numbers, by their codes. */
export const letter = 1;
export const digit = 2;
export const quote = 3;

export const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) classes[code] = letter;
  else if (/\d/.test(character)) classes[code] = digit;
  else if (/['"]/.test(character)) classes[code] = quote;
}

export const space = 32;
export const tab = 9;
export const lineFeed = 10;
export const formFeed = 12;
export const carriageReturn = 13;
export const hash = 35;
export const backslash = 92;
