import { describe, expect, it } from '@jest/globals';
import { OrderDeskError, orRefusal } from '../../api/errors';

describe('a failure as a value', () => {
	it('is what Order Desk has refused, and no mistake of the program, which is thrown on', async () => {
		const refusal = new OrderDeskError('refused', 'No');
		expect(await orRefusal(Promise.reject(refusal))).toBe(refusal);
		await expect(orRefusal(Promise.reject(new TypeError('x is undefined')))).rejects.toThrow(TypeError);
	});
});
