import { describe, expect, it } from '@jest/globals';
import { pairsOf } from '../../../api/client/address';

describe('the query of a request', () => {
	it('repeats a name for every value of its list, and keeps the sequence', () => {
		expect(pairsOf({ limit: 50, folder_id: ['1', 2], all: true, none: [] })).toEqual([
			['limit', '50'],
			['folder_id', '1'],
			['folder_id', '2'],
			['all', 'true'],
		]);
		expect(pairsOf()).toEqual([]);
	});
});
