/** One `T` for each store, shared by all executions of the process. */
export class PerStore<T> {
	private readonly instances = new Map<string, T>();

	constructor(private readonly make: () => T) {}

	/** @param storeKey host and store ID */
	for(storeKey: string): T {
		const instance = this.instances.get(storeKey) ?? this.make();
		this.instances.set(storeKey, instance);
		return instance;
	}
}
