import type { TransferHandler } from 'comlink';

type Handler = TransferHandler<unknown, unknown>;

/** Comlink carries an error's name, message and stack; this lets its `code` through as well, with nothing to do at the other end. */
export function withCode(handler: Handler): Handler {
  return {
    canHandle: (value): value is unknown => handler.canHandle(value),
    deserialize: (value) => handler.deserialize(value),
    serialize(value) {
      const [sent, transferables] = handler.serialize(value);
      const code = errorCode(value);
      if (code !== undefined && isRecord(sent) && isRecord(sent['value'])) sent['value']['code'] = code;
      return [sent, transferables];
    },
  };
}

/** Comlink hands over what was thrown inside an object. */
function errorCode(wrapped: unknown): string | undefined {
  const error = isRecord(wrapped) ? wrapped['value'] : undefined;
  return isRecord(error) && typeof error['code'] === 'string' ? error['code'] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
