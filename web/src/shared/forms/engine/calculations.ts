import type { FieldDefinition } from '../definition';
import { compileCalculation, type Expression } from '../expression/compile';

export interface Calculation {
  readonly name: string;
  readonly expression: Expression;
}

/**
 * The calculated fields in the order in which they must be computed. Fields that depend on
 * themselves, directly or in a ring, are left out: they keep what is stored.
 */
export function calculationsOf(fields: readonly FieldDefinition[]): Calculation[] {
  const all = new Map<string, Calculation>();
  for (const field of fields) {
    const expression = compileCalculation(field.calculation);
    if (expression !== undefined && !all.has(field.name)) {
      all.set(field.name, { name: field.name, expression });
    }
  }
  const ordered: Calculation[] = [];
  const state = new Map<string, 'open' | 'done' | 'ring'>();

  function visit(name: string): 'done' | 'ring' {
    const known = state.get(name);
    if (known === 'done' || known === 'ring') return known;
    if (known === 'open') return 'ring';
    const calculation = all.get(name);
    if (calculation === undefined) return 'done';
    state.set(name, 'open');
    const inputs = [...calculation.expression.dependencies.own].map(visit);
    const result = inputs.includes('ring') ? 'ring' : 'done';
    state.set(name, result);
    if (result === 'done') ordered.push(calculation);
    return result;
  }
  for (const name of all.keys()) visit(name);
  return ordered;
}
