import { Module } from '@nestjs/common';
import { ActionsModule } from './actions/actions.module.js';
import { EditionsModule } from './editions/editions.module.js';
import { MinutesModule } from './minutes/minutes.module.js';

/** The Contact Point Meeting, a room for each part of its year. */
@Module({ imports: [EditionsModule, MinutesModule, ActionsModule] })
export class MeetingsModule {}
