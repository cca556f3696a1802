import { InputValidationPipe } from '@hub/platform';
import { CreateCircleInput } from './circle.inputs.js';
import { SetApprovalRouteInput, SuspendOrganisationInput, UpdateOrganisationInput } from './organisation.inputs.js';
import { textsOf } from './party.inputs.js';
import { SetRolesInput, UpdatePersonInput } from './person.inputs.js';

const pipe = new InputValidationPipe();
const check = (metatype: new () => object, value: object): Promise<unknown> => pipe.transform(value, { type: 'body', metatype, data: 'input' });

const field = async (metatype: new () => object, value: object): Promise<string | undefined> =>
  check(metatype, value).then(
    () => undefined,
    (error: { details: { field: string } }) => error.details.field,
  );

const person = { id: 'p', expectedRevision: 1 };
const organisation = { expectedRevision: 1 };

describe('inputs', () => {
  it('fold full-width and half-width forms before they are checked', async () => {
    await expect(check(UpdatePersonInput, { ...person, latinFamilyName: 'Ｔａｋａｓｅ　', kana: 'ﾀｶｾ ﾏﾕﾐ' })).resolves.toMatchObject({ latinFamilyName: 'Takase', kana: 'タカセ マユミ' });
    await expect(check(UpdateOrganisationInput, { ...organisation, dutyTelephone: '０３－３５８１－０１４１' })).resolves.toMatchObject({ dutyTelephone: '03-3581-0141' });
    await expect(check(CreateCircleInput, { code: 'ｎｇｏ－１', names: [{ language: 'en', text: 'NGOs' }], memberIds: [] })).resolves.toMatchObject({ code: 'NGO-1' });
  });

  it.each<[string, new () => object, object, string | undefined]>([
    ['nothing to change', UpdatePersonInput, person, undefined],
    ['null clears what may be empty', UpdatePersonInput, { ...person, kana: null, latinFamilyName: null }, undefined],
    ['null does not clear a name', UpdatePersonInput, { ...person, familyName: null }, 'input.familyName'],
    ['a name of full-width spaces is none', UpdatePersonInput, { ...person, givenName: '　　' }, 'input.givenName'],
    ['hiragana is no katakana', UpdatePersonInput, { ...person, kana: 'たかせ' }, 'input.kana'],
    ['kanji are no Latin letters', UpdatePersonInput, { ...person, latinGivenName: '真由美' }, 'input.latinGivenName'],
    ['a language can not be cleared', UpdatePersonInput, { ...person, language: null }, 'input.language'],
    ['an empty title in a list', UpdatePersonInput, { ...person, title: [{ language: 'en', text: '' }] }, 'input.title.0.text'],
    ['no name at all', UpdateOrganisationInput, { ...organisation, names: [] }, 'input.names'],
    ['null for names', UpdateOrganisationInput, { ...organisation, names: null }, 'input.names'],
    ['null for the duty role', UpdateOrganisationInput, { ...organisation, dutyRole: null }, 'input.dutyRole'],
    ['words for a telephone', UpdateOrganisationInput, { ...organisation, dutyTelephone: 'call me' }, 'input.dutyTelephone'],
    ['no telephone any more', UpdateOrganisationInput, { ...organisation, dutyTelephone: null }, undefined],
    ['no reason', SuspendOrganisationInput, { organisationId: 'o', reason: ' ' }, 'input.reason'],
    ['no roles', SetRolesInput, { personId: 'p', expectedRevision: 1, roles: [] }, 'input.roles'],
    ['a step without approvers', SetApprovalRouteInput, { ...organisation, steps: [{ approverIds: [] }] }, 'input.steps.0.approverIds'],
    ['ten steps', SetApprovalRouteInput, { ...organisation, steps: Array.from({ length: 10 }, () => ({ approverIds: ['p'] })) }, 'input.steps'],
    ['no steps', SetApprovalRouteInput, { ...organisation, steps: [] }, undefined],
  ])('%s', async (_, metatype, value, expected) => expect(await field(metatype, value)).toBe(expected));

  it('keep an absent text absent, and of two in one language the last', () => {
    expect(textsOf(undefined)).toBeUndefined();
    expect(textsOf([{ language: 'en', text: 'A' }, { language: 'ja', text: 'い' }, { language: 'en', text: 'B' }])).toEqual({ en: 'B', ja: 'い' });
  });
});
