import { Module } from '@nestjs/common';
import { EditionsModule } from './editions/editions.module.js';

/** The Contact Point Meeting, a room for each part of its year. */
@Module({ imports: [EditionsModule] })
export class MeetingsModule {}
