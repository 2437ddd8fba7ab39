/**
 * Whether a text shows nothing: blanks, control characters, and those that Unicode makes invisible, such as a zero-width
 * space or a soft hyphen.
 */
export const isBlankText = (text: string): boolean => /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text);
