import { describe, expect, it } from '@jest/globals';
import { getStore } from '../../../api/store';
import { switchTable } from '../../../sandbox/index.cts';
import { virtualStore } from '../../support/virtualStore.cts';

describe.each(switchTable.bucketOwner.values)('where the rate limit is that of the %s', (bucketOwner) => {
	it('two stores of one account are used at once, at the limit and without a failure', async () => {
		const network = { latency: [100, 100] as [number, number] };
		const first = virtualStore({ switches: { bucketOwner } }, network);
		const second = virtualStore({ switches: { bucketOwner } }, network, first);
		const began = first.clock.now();
		const requests = [first, second].flatMap((store) => {
			const client = store.client();
			return Array.from({ length: 60 }, async () => await getStore(client));
		});
		const stores = await first.run(Promise.all(requests));
		expect(stores).toHaveLength(120);
		const seconds = (first.clock.now() - began) / 1_000;
		// 20 at once, then 3 a second; other users of a bucket are noticed only by its answers.
		const least = ((bucketOwner === 'account' ? 120 : 60) - 20) / 3;
		expect(seconds).toBeLessThan(1.2 * (least + 0.2));
	});
});
