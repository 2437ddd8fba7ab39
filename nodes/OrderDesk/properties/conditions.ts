import type { DisplayCondition } from 'n8n-workflow';

/** What a parameter is shown or hidden by. n8n before 2.41 fails at `startsWith` where the value is not a text. */
export const isExpression: DisplayCondition[] = [{ _cnd: { regex: '^=' } }];

export const isThere: DisplayCondition[] = [{ _cnd: { exists: true } }];
