// What most would write: Nest, Apollo as it comes, TypeORM entities with relations, `find` with `take`. It believes its
// callers (x-actor) and records nothing, as the bare server does.
import 'reflect-metadata';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Args, Context, Field, GraphQLModule, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Column, DataSource, Entity, In, JoinColumn, ManyToOne, OneToMany, PrimaryColumn } from 'typeorm';

@ObjectType()
@Entity({ schema: 'typical' })
class Organisation {
  @PrimaryColumn('uuid') id: string;
  @Field() @Column('text') name: string;
  @Column('int') readerPrincipal: number;
  @Column('int') officerPrincipal: number;
  @Column('int') personPrincipal: number;
}

@ObjectType()
@Entity({ schema: 'typical' })
class Section {
  @PrimaryColumn('uuid') id: string;
  @Column('int') position: number;
  @Field() @Column('text') heading: string;
  @Field() @Column('text') body: string;
  @Column('int', { array: true }) principals: number[];
  @ManyToOne(() => Bulletin, 'sections') @JoinColumn({ name: 'bulletin_id' }) bulletin: unknown;
}

@Entity({ schema: 'typical' })
class Reader {
  @PrimaryColumn('uuid', { name: 'bulletin_id' }) bulletinId: string;
  @PrimaryColumn('int') principal: number;
  @ManyToOne(() => Bulletin, 'readers') @JoinColumn({ name: 'bulletin_id' }) bulletin: unknown;
}

@ObjectType()
@Entity({ schema: 'typical' })
class Bulletin {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Field() @Column('text') reference: string;
  @Field() @Column('text') title: string;
  @Field() @Column('text') tlp: string;
  @Field() @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Field(() => Organisation) @ManyToOne(() => Organisation) @JoinColumn({ name: 'originator_id' }) originator: Organisation;
  @Field(() => [Section]) @OneToMany(() => Section, 'bulletin') sections: Section[];
  @OneToMany(() => Reader, 'bulletin') readers: Reader[];
}

@ObjectType()
class PageInfo {
  @Field() hasNextPage: boolean;
  @Field(() => String, { nullable: true }) endCursor: string | null;
}

@ObjectType()
class BulletinConnection {
  @Field(() => [Bulletin]) nodes: Bulletin[];
  @Field(() => PageInfo) pageInfo: PageInfo;
}

const database = await new DataSource({
  type: 'postgres', url: process.env['DATABASE_URL'] ?? '', entities: [Organisation, Section, Reader, Bulletin], poolSize: 10,
}).initialize();
const actors = await database.getRepository(Organisation).find({ order: { readerPrincipal: 'ASC' } });

@Resolver(() => Bulletin)
class BulletinsResolver {
  @Query(() => BulletinConnection)
  async bulletins(@Args('first', { type: () => Int }) first: number, @Context() { actor }: { actor: number }): Promise<BulletinConnection> {
    const { readerPrincipal, officerPrincipal, personPrincipal } = actors[actor] as Organisation;
    const principals = [1, 2, readerPrincipal, officerPrincipal, personPrincipal];
    const nodes = await database.getRepository(Bulletin).find({
      where: { readers: { principal: In(principals) } },
      relations: { originator: true, sections: true },
      order: { publishedAt: 'DESC', id: 'DESC' },
      take: first + 1,
    });
    const hasNextPage = nodes.length > first;
    if (hasNextPage) nodes.pop();
    for (const node of nodes) {
      node.sections = node.sections
        .filter((section) => section.principals.some((principal) => principals.includes(principal)))
        .sort((a, b) => a.position - b.position);
    }
    const last = nodes.at(-1);
    const endCursor = last ? Buffer.from(JSON.stringify([last.publishedAt.toISOString(), last.id])).toString('base64url') : null;
    return { nodes, pageInfo: { hasNextPage, endCursor } };
  }
}

@Module({
  imports: [GraphQLModule.forRoot<ApolloDriverConfig>({
    driver: ApolloDriver, autoSchemaFile: true, context: (request: { headers: Record<string, string> }) => ({ actor: Number(request.headers['x-actor']) }),
  })],
  providers: [BulletinsResolver],
})
class TypicalModule {}

const app = await NestFactory.create(TypicalModule, new FastifyAdapter(), { logger: false });
app.getHttpAdapter().get('/', (_: unknown, reply: { send(text: string): void }) => reply.send('ready'));
await app.listen(Number(process.env['PORT']), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
