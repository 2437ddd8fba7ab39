// @ts-check
'use strict';

/** Something the person at the keyboard can put right: the message is printed as it is, without a stack. */
class UserError extends Error {}

module.exports = { UserError };
