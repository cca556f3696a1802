import { Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { HubContext } from '@hub/access';
import { MeetingEdition } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { MeetingTask } from './task.types.js';
import { TasksService } from './tasks.service.js';

@Resolver(() => MeetingTask)
export class TasksResolver {
  constructor(
    private readonly tasks: TasksService,
    private readonly editions: EditionsService,
  ) {}

  @Query(() => [MeetingTask], { description: 'What the meeting wants of the asker now, in whichever edition; what is due first first. Signed in only.' })
  async meetingTasks(@Context() context: HubContext): Promise<MeetingTask[]> {
    return this.tasks.of(context);
  }

  @ResolveField(() => MeetingEdition, { description: 'In which edition it is done.' })
  async edition(@Parent() { editionId }: MeetingTask, @Context() context: HubContext): Promise<MeetingEdition> {
    return this.editions.edition(context, editionId);
  }
}
