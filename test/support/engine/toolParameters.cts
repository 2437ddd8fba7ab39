import type { INodeParameters, INodeProperties, INodePropertyCollection, NodeParameterValueType } from 'n8n-workflow';
import { nodeProperties } from '../../../nodes/OrderDesk/nodeProperties';

/** A parameter as a tool offers it. */
export interface Offered {
	/** Labels from the outside inwards. */
	place: string;
	property: INodeProperties;
	/** The key by which n8n hands a model's value over. */
	key: string;
}

/** What is at the top by now is shown in its former place only where a workflow has it there. */
const isShownInTool = ({ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties): boolean =>
	!hide['@tool']?.includes(true) && !Object.keys(show).some((name) => name.startsWith('/additionalFields.'));

/** n8n's editor lets a model define any parameter but these. */
export const isFillable = ({ type, noDataExpression }: INodeProperties): boolean =>
	!['options', 'notice', 'hidden', 'credentialsSelect'].includes(type) && noDataExpression !== true;

/** The key that n8n's editor gives to a parameter: its label, after the rows that it is in. */
const keyOf = ({ displayName }: INodeProperties, rows: readonly string[]): string =>
	[...rows, displayName]
		.join('_')
		.slice(0, 63)
		.replace(/[^a-zA-Z0-9-]/g, '_');

/** Everything that the node has in a tool, also what is inside collections. */
const offeredIn = (properties: INodeProperties[], outer = '', rows: readonly string[] = []): Offered[] =>
	properties.filter(isShownInTool).flatMap((property): Offered[] => {
		const place = `${outer}${property.displayName}`;
		if (property.type === 'collection') return offeredIn(property.options as INodeProperties[], `${place} > `, rows);
		if (property.type !== 'fixedCollection') return [{ place, property, key: keyOf(property, rows) }];
		const groups = property.options as INodePropertyCollection[];
		return groups.flatMap(({ name, values }) => offeredIn(values, `${place} > `, [...rows, `${name}0`]));
	});

const propertiesOf = (of: string): INodeProperties[] => {
	const [resource = '', operation = ''] = of.split(' ');
	return nodeProperties.filter(({ displayOptions }) => {
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return resources?.includes(resource) && operations?.includes(operation);
	});
};

/** @param of `resource operation` */
export const offeredBy = (of: string): Offered[] => offeredIn(propertiesOf(of));

const fromAi = (property: INodeProperties, rows: readonly string[]): string => {
	const type = ['boolean', 'number', 'json'].includes(property.type) ? property.type : 'string';
	const description = JSON.stringify((property.description ?? '').replaceAll('`', "'"));
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${keyOf(property, rows)}', ${description}, '${type}') }}`;
};

const filled = (property: INodeProperties, rows: readonly string[]): NodeParameterValueType => {
	if (property.type === 'collection') {
		return fill(property.options as INodeProperties[], rows) as NodeParameterValueType;
	}
	if (property.type === 'fixedCollection') {
		const [group] = property.options as INodePropertyCollection[];
		return {
			[group?.name ?? '']: [fill(group?.values ?? [], [...rows, `${group?.name ?? ''}0`])],
		} as NodeParameterValueType;
	}
	if (property.type !== 'resourceLocator') return fromAi(property, rows);
	const mode = property.modes?.some(({ name }) => name === 'id') ? 'id' : 'name';
	return { __rl: true, mode, value: fromAi(property, rows) } as NodeParameterValueType;
};

/** Lets the model define all of these that it can. A list or map that can be given as a whole is. */
const fill = (properties: INodeProperties[], rows: readonly string[] = []): INodeParameters => {
	const shown = properties.filter(isShownInTool);
	const names = new Set(shown.map(({ name }) => name));
	return Object.fromEntries(
		shown
			.filter((property) => property.type.includes('ollection') || isFillable(property))
			.filter(({ type, name }) => type !== 'fixedCollection' || !names.has(`${name}_json`))
			.map((property) => [property.name, filled(property, rows)]),
	);
};

/** The parameters of a tool in which the model defines everything. */
export const toolParameters = (of: string): INodeParameters => {
	const [resource = '', operation = ''] = of.split(' ');
	return { resource, operation, ...fill(propertiesOf(of)) };
};
