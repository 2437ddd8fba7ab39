/** Something there is one of for each store, shared by all executions of the process. */
export class PerStore<T> {
	private readonly known = new Map<string, T>();

	constructor(private readonly make: () => T) {}

	/** @param storeKey host and store id */
	for(storeKey: string): T {
		const known = this.known.get(storeKey) ?? this.make();
		this.known.set(storeKey, known);
		return known;
	}
}
