// @ts-check
'use strict';

/** The owner of the n8n that `npm start` sets up. n8n wants 8 characters, a digit and a capital. */
const OWNER = { email: 'owner@example.com', password: 'Sandbox-Store-11', firstName: 'Sandbox', lastName: 'Owner' };

/** Its credential for the sandbox. */
const CREDENTIAL = { name: 'Order Desk sandbox', type: 'orderDeskApi' };

/** Its credential for other agents, which use the tools of an example. */
const BEARER = { name: 'Other agents', type: 'httpBearerAuth' };

module.exports = { BEARER, CREDENTIAL, OWNER };
