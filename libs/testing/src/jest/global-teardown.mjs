export default async function globalTeardown() {
  await globalThis.hubTestPostgres?.stop();
  globalThis.hubTestPostgres = undefined;
}
