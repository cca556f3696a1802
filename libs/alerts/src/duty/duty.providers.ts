import type { Provider } from '@nestjs/common';
import { HUB_CONFIG, type HubConfig } from '@hub/platform';
import { DutyCaller } from './duty.caller.js';
import { DutyCalls } from './duty.calls.js';
import { DutyGateway } from './duty.gateway.js';
import { DutyCallFieldsResolver, DutyRotaResolver, UnansweredFieldsResolver } from './duty.resolver.js';
import { DutyRotaService } from './duty-rota.service.js';
import { DutyTelephones } from './duty.telephones.js';
import { DutyWatch } from './duty.watch.js';

/** What the gateway gets to answer in. */
const TIMEOUT_MS = 15_000;

/** The parts of duty. */
export const DUTY: Provider[] = [
  { provide: DutyTelephones, inject: [HUB_CONFIG], useFactory: ({ secrets }: HubConfig) => new DutyTelephones(secrets.encryptionKey) },
  { provide: DutyGateway, inject: [HUB_CONFIG], useFactory: ({ duty }: HubConfig) => new DutyGateway(duty.gateway, TIMEOUT_MS) },
  DutyWatch, DutyCaller, DutyCalls, DutyRotaService, DutyRotaResolver, DutyCallFieldsResolver, UnansweredFieldsResolver,
];
