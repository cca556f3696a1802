import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { DomainError } from '@hub/kernel';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate, type ValidationError } from 'class-validator';

const PLAIN = new Set<unknown>([String, Number, Boolean, Array, Object, Date, undefined]);

/** What the library says of a pattern is for who wrote it. */
const said = (message: string): string => message.replace(/ must match .* regular expression$/su, ' is blank, or has in it what is not allowed there');

/** Path and rule of the first violation, depth first. */
function firstViolation(errors: readonly ValidationError[], path: readonly string[]): { path: string[]; rule: string; message: string } | null {
  for (const { property, constraints, children } of errors) {
    const here = [...path, property];
    const [violation] = Object.entries(constraints ?? {});
    if (violation) return { path: here, rule: violation[0], message: violation[1] };
    const below = firstViolation(children ?? [], here);
    if (below) return below;
  }
  return null;
}

/**
 * Checks arguments against the class-validator rules of their input classes, where those have any. The first violation is
 * INVALID_INPUT with the path of its field, such as `input.sections.0.heading`. Use it as the application's global pipe.
 */
export class InputValidationPipe implements PipeTransform {
  /** The properties of a class that have rules. */
  private readonly ruled = new Map<Type, readonly string[]>();

  async transform(value: unknown, { metatype, data }: ArgumentMetadata): Promise<unknown> {
    if (value === null || typeof value !== 'object' || !metatype || PLAIN.has(metatype)) return value;
    const ruled = this.rulesOf(metatype);
    // Rules are about what is there.
    if (!ruled.some((property) => (value as Record<string, unknown>)[property] !== undefined)) return value;
    const instance = plainToInstance(metatype as Type<object>, value, { exposeDefaultValues: false });
    const errors = await validate(instance, {
      // Whether a field may be absent is the schema's business, and was checked by it.
      skipUndefinedProperties: true,
      forbidUnknownValues: false,
      stopAtFirstError: true,
      validationError: { target: false, value: false },
    });
    const violation = firstViolation(errors, data === undefined ? [] : [data]);
    if (!violation) return instance;
    throw new DomainError('INVALID_INPUT', `${said(violation.message)}. / 入力内容を確認してください。`, { field: violation.path.join('.') });
  }

  private rulesOf(metatype: Type): readonly string[] {
    let ruled = this.ruled.get(metatype);
    if (ruled === undefined) {
      const rules = getMetadataStorage().getTargetValidationMetadatas(metatype, '', false, false);
      this.ruled.set(metatype, (ruled = [...new Set(rules.map(({ propertyName }) => propertyName))]));
    }
    return ruled;
  }
}
