import { Role } from '@hub/access';
import { type Answer, addOrganisation, addPerson, createTestHub, data } from '@hub/testing';
import { Erasable } from '../faults/support/erasable.js';

it('without row security the application alone keeps erasures and holds from whom they do not concern', async () => {
  const hub = await createTestHub({ layers: 'application' });
  try {
    const world = await Erasable.on(hub);
    const stranger = await addPerson(hub, await addOrganisation(hub), { roles: [Role.ADMINISTRATOR] });
    const ask = (text: string, token = stranger.token): Promise<Answer> => hub.graphql(text, { token });
    await world.act();
    const [entry] = (await hub.recorded({ action: 'circle.created' })).filter(({ holder }) => holder === world.administrator.organisationId);
    const erasure = data(await ask(`mutation { requestAuditErasure(input: { entryId: "${entry?.id}", reason: "X" }) { erasure { id } } }`, world.administrator.token)).requestAuditErasure.erasure.id as string;
    const hold = data(await ask(`mutation { setAuditHold(input: { entryId: "${entry?.id}", reason: "X" }) { hold { id } } }`, world.administrator.token)).setAuditHold.hold.id as string;
    expect(data(await ask('{ auditErasures { nodes { id } } auditHolds { id } }'))).toEqual({ auditErasures: { nodes: [] }, auditHolds: [] });
    const codes: unknown[] = [];
    for (const call of [
      `requestAuditErasure(input: { entryId: "${entry?.id}", reason: "X" }) { erasure { id } }`, `consentToAuditErasure(input: { erasureId: "${erasure}" }) { erasure { id } }`,
      `refuseAuditErasure(input: { erasureId: "${erasure}" }) { erasure { id } }`, `setAuditHold(input: { entryId: "${entry?.id}", reason: "X" }) { hold { id } }`, `liftAuditHold(input: { holdId: "${hold}" }) { hold { id } }`,
    ]) codes.push((await ask(`mutation { ${call} }`)).errors?.[0]?.extensions.code);
    expect(codes).toEqual(Array(5).fill('NOT_FOUND'));
    // The others, of another organisation, see their own copy only.
    const { nodes: [seen] } = data(await ask('{ auditErasures { nodes { id entry { id } } } auditHolds { id } }', world.contact.token)).auditErasures as { nodes: { id: string; entry: { id: string } }[] };
    expect(seen?.id).toBe(erasure);
    expect(seen?.entry.id).not.toBe(entry?.id);
    expect(data(await ask('{ auditHolds { id } }', world.contact.token)).auditHolds).toEqual([]);
  } finally {
    await hub.close();
  }
});
