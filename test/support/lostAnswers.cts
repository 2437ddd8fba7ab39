import type { FaultName } from '../../sandbox/index.cts';

/** Every fault after which a client cannot know whether its write has taken effect. */
export const lostAnswers: FaultName[] = [
	'dropBefore',
	'dropAfter',
	'serverError',
	'badGateway',
	'errorAfter',
	'truncated',
	'wrongJson',
	'notJson',
];
