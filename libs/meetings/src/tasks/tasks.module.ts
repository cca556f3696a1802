import { Module } from '@nestjs/common';
import { EditionsModule } from '../editions/editions.module.js';
import { TasksResolver } from './tasks.resolver.js';
import { TasksService } from './tasks.service.js';

/** What the meeting wants of somebody now. */
@Module({ imports: [EditionsModule], providers: [TasksService, TasksResolver] })
export class TasksModule {}
