/** A path with `{names}`, matched segment by segment. */
export interface Route {
	readonly method: string;
	/** For example `/orders/{id}`. */
	readonly path: string;
}

export interface Match<R extends Route> {
	route: R;
	parameters: Record<string, string>;
}

function parametersOf(pattern: string, path: string): Record<string, string> | undefined {
	const wanted = pattern.split('/');
	const given = path.split('/');
	if (wanted.length !== given.length) return undefined;
	const parameters: Record<string, string> = {};
	for (const [index, segment] of wanted.entries()) {
		const value = given[index] ?? '';
		if (segment.startsWith('{')) {
			if (!value) return undefined;
			parameters[segment.slice(1, -1)] = value;
		} else if (segment !== value) return undefined;
	}
	return parameters;
}

/** The route of a request, or the methods its path would allow. */
export function findRoute<R extends Route>(
	routes: readonly R[],
	method: string,
	path: string,
): { match?: Match<R>; allowed: string[] } {
	const allowed: string[] = [];
	for (const route of routes) {
		const parameters = parametersOf(route.path, path);
		if (parameters && route.method === method) return { match: { route, parameters }, allowed: [method] };
		if (parameters) allowed.push(route.method);
	}
	return { allowed };
}
