import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { emptyTemplate } from '../../../nodes/OrderDesk/templates';

const property = {
	displayName: 'Rows',
	name: 'rows',
	type: 'fixedCollection',
	default: {},
	options: [
		{
			displayName: 'Row',
			name: 'row',
			values: [{ displayName: 'Street', name: 'street', type: 'string', default: '' }],
		},
	],
} as INodeProperties;

describe('a text of expressions that give nothing', () => {
	it.each<[raw: string, value: unknown, isFound: boolean]>([
		['={{ $json.a }}{{ $json.b }}', '', true],
		['={{ $json.street }} {{ $json.nr }}', ' ', true],
		['=', '', true],
		['= {{ $json.a }}-', ' ', true],
		["={{ '' }}", '', false],
		[' ={{ 1 }}', ' ', false],
		['={{ {a:{b:1}}.c }}', '', false],
		['={{ $json.a }}{{ $json.b }}', 'x', false],
		['', '', false],
	])('is found, and nothing else is: %j gives %j', (raw, value, isFound) => {
		expect(emptyTemplate(raw, value, undefined, ['Email'])).toEqual(isFound ? ['Email'] : undefined);
	});

	it('is found in rows, and named by all labels', () => {
		const raw = { row: [{ street: 'x' }, { street: '={{ 1 }} {{ 2 }}' }] };
		const value = { row: [{ street: 'x' }, { street: ' ' }] };
		expect(emptyTemplate(raw, value, property, ['Rows'])).toEqual(['Rows', 'Row 2', 'Street']);
		expect(emptyTemplate('={{ $json }}', value, property, ['Rows'])).toBeUndefined();
	});

	it.each<[raw: string, value: string, name: string | undefined]>([
		['={"email":"{{ $json.nope }}"}', '{"email":""}', 'email'],
		[
			'={"id":"1","shipping":{"city" : "{{ $json["a b"] }} {{ $json.c }}"}}',
			'{"id":"1","shipping":{"city" : " "}}',
			'city',
		],
		[
			'=[{"code":"a","name":""},{"code":"{{ $json.x }}","name":"{{ $json.y }}"}]',
			'[{"code":"a","name":""},{"code":"b","name":""}]',
			'name',
		],
		['={"email":"","city":"{{ $json.city }}"}', '{"email":"","city":"Bonn"}', undefined],
		['={"email":"{{ $json.email }}"}', '{"email":"a@b.c"}', undefined],
		['={"items":{{ JSON.stringify($json.items) }}}', '{"items":[{"code":""}]}', undefined],
		['={"note":"for {{ $json.name }}"}', '{"note":"for "}', undefined],
		['{"email":""}', '{"email":""}', undefined],
	])('is found within JSON, and nothing else is: %s', (raw, value, name) => {
		expect(emptyTemplate(raw, value, undefined, ['JSON'])).toEqual(name === undefined ? undefined : ['JSON', name]);
	});
});
