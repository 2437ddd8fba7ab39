export * from './address';
export type { Field, FieldKind, FieldTable } from './field';
export * from './inventoryItem';
export * from './order';
export * from './orderItem';
export * from './shipment';
