import type { OrderDeskClient } from '../../../api/client/client';
import { OrderDeskError } from '../../../api/errors';
import type { Settled } from '../../../api/errors';
import type { Random, SandboxStore } from '../../../sandbox/index.cts';
import type { Part, Report, Want } from '../history.cts';

/** One call of the api, with everything it wants of the store. */
export interface Operation {
	name: string;
	parts: readonly Part[];
	/** What it reports of each part. */
	run: (client: OrderDeskClient) => Promise<Report[]>;
}

type Order = ReturnType<SandboxStore['orders']['all']>[number];

/** What an operation is made up from: the records that somebody may know of. */
export interface World {
	store: SandboxStore;
	orders: readonly Order[];
	inventory: ReturnType<SandboxStore['inventory']['all']>;
	random: Random;
	/** Running number, for what is to be told apart. */
	number: number;
}

/** An operation for the store as it is now; undefined when there is nothing for it. */
export type Make = (world: World) => Operation | undefined;

export const chance = ({ random }: World, probability: number): boolean => random() < probability;

/** A whole number from 0 up to, and without, `most`. */
export const below = ({ random }: World, most: number): number => Math.floor(random() * most);

export const oneOf = <T,>(world: World, choices: readonly T[]): T | undefined => choices[below(world, choices.length)];

/** Some of them, each once, at least one where there is one. */
export const someOf = <T,>(world: World, choices: readonly T[], most: number): T[] => {
	const left = [...choices];
	return Array.from({ length: 1 + below(world, most) }, () => left.splice(below(world, left.length), 1)).flat();
};

const failure = (error: unknown): Report => {
	if (!(error instanceof OrderDeskError)) throw error;
	const { kind } = error;
	return { is: kind === 'uncertain' || kind === 'partial' ? 'uncertain' : 'failed', kind };
};

/** The report of a part, from what the api has returned for it. */
const reportOf = <T,>(result: T | OrderDeskError, claims?: (result: T) => readonly Want[]): Report => {
	if (result instanceof OrderDeskError) return failure(result);
	return { is: 'done', ...(claims && { claims: claims(result) }) };
};

export const reportOfCall = <T,>(outcome: Settled<T>, claims?: (result: T) => readonly Want[]): Report =>
	outcome.ok ? reportOf(outcome.value, claims) : failure(outcome.error);

/** The same for a call that returns one result for each part, or fails as a whole. */
export const reportsOf = <T,>(
	parts: readonly Part[],
	outcome: Settled<ReadonlyArray<T | OrderDeskError>>,
	claims?: (result: T, part: Part) => readonly Want[],
): Report[] =>
	parts.map((part, place) => {
		if (!outcome.ok) return failure(outcome.error);
		const result = outcome.value[place];
		if (result === undefined) throw new Error('The api returned no result for a part');
		return reportOf(result, claims && ((value: T) => claims(value, part)));
	});
