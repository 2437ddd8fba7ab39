export * from './address';
export * from './choices';
export type { Field, FieldKind, FieldTable } from './field';
export * from './inventoryItem';
export * from './order';
export * from './orderItem';
export * from './orderRows';
export * from './shipment';
