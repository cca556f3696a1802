/** Why a witness does not sign: the status that C2SP tlog-witness gives for it, and a sentence. */
export class WitnessRefusal extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 422 | 503,
    message: string,
  ) {
    super(message);
    this.name = 'WitnessRefusal';
  }
}

/** 409: the old size is not what this witness last signed; the body says what it is. */
export class OutOfStep extends WitnessRefusal {
  constructor(readonly size: bigint) {
    super(409, `The last checkpoint signed here has ${size} entries.`);
    this.name = 'OutOfStep';
  }
}
