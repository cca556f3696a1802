import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Bulletin } from '@hub/bulletins';
import { Organisation, Person } from '@hub/parties';
import { DateTimeScalar as DateTime } from '@hub/platform';

/** How far a file has come. */
export enum AttachmentState { RECEIVING = 'RECEIVING', CHECKING = 'CHECKING', READY = 'READY', REFUSED = 'REFUSED', STRUCK = 'STRUCK' }
/** Why a file is refused. */
export enum AttachmentRefusal {
  TYPE_NOT_ALLOWED = 'TYPE_NOT_ALLOWED', WRONG_EXTENSION = 'WRONG_EXTENSION', SVG = 'SVG', HTML = 'HTML', MACROS = 'MACROS', ACTIVE_CONTENT = 'ACTIVE_CONTENT', ENCRYPTED = 'ENCRYPTED',
  BOMB = 'BOMB', NESTED_ARCHIVE = 'NESTED_ARCHIVE', SYMLINK = 'SYMLINK', UNSAFE_PATH = 'UNSAFE_PATH', POLYGLOT = 'POLYGLOT', TOO_MANY_PIXELS = 'TOO_MANY_PIXELS', MALFORMED = 'MALFORMED',
}
/** What is taken out of files. */
export enum AttachmentRemoval { IMAGE_METADATA = 'IMAGE_METADATA', DOCUMENT_PROPERTIES = 'DOCUMENT_PROPERTIES', THUMBNAIL = 'THUMBNAIL', UNUSED_CONTENT = 'UNUSED_CONTENT' }

registerEnumType(AttachmentState, { name: 'AttachmentState', description: 'How far a file has come.', valuesMap: {
  RECEIVING: { description: 'Parts of it are still to come.' }, CHECKING: { description: 'All of it is here, and is looked at.' },
  READY: { description: 'It was looked at, and cleaned of what it tells beside its content.' }, REFUSED: { description: 'It is not taken, and nothing of it is kept.' },
  STRUCK: { description: 'It was struck from all versions, or removed from an item; its key is destroyed.' } } });
registerEnumType(AttachmentRefusal, { name: 'AttachmentRefusal', description: 'Why a file is refused. Its type is judged by its content.', valuesMap: {
  TYPE_NOT_ALLOWED: { description: 'It is no image (JPEG, PNG, WebP), PDF or office document (DOCX, XLSX, PPTX, ODT, ODS, ODP).' }, WRONG_EXTENSION: { description: 'It is something else than its name says.' },
  SVG: { description: 'It is, or holds, an SVG image, which can carry programs.' }, HTML: { description: 'It is a web page.' }, MACROS: { description: 'It holds macros.' },
  ACTIVE_CONTENT: { description: 'It holds something that acts by itself or fetches something: JavaScript, launch actions, embedded files, forms that send, templates from elsewhere, entities.' },
  ENCRYPTED: { description: 'It is encrypted: nobody could look at it.' }, BOMB: { description: 'It unpacks to far more than it holds.' }, NESTED_ARCHIVE: { description: 'It holds another archive or document.' },
  SYMLINK: { description: 'It holds a symbolic link.' }, UNSAFE_PATH: { description: 'It holds a name that leads elsewhere.' }, POLYGLOT: { description: 'It is two kinds of file at once.' },
  TOO_MANY_PIXELS: { description: 'An image has more than 40 million pixels.' }, MALFORMED: { description: 'It can not be read to its end.' } } });
registerEnumType(AttachmentRemoval, { name: 'AttachmentRemoval', description: 'What was taken out of a file.', valuesMap: {
  IMAGE_METADATA: { description: 'EXIF, GPS, XMP, comments and whatever else stands in images beside the picture, which is encoded anew.' },
  DOCUMENT_PROPERTIES: { description: 'Author, organisation, times, programs, custom properties. Names on comments and tracked changes are part of the content, and stay.' },
  THUMBNAIL: { description: 'A small picture of an earlier state.' }, UNUSED_CONTENT: { description: 'Earlier states and parts of a PDF that it does not show.' } } });

@ObjectType({ description: 'A file: of a bulletin, seen by whoever sees the version, and the section where it belongs to one; or a document of an item of a meeting, seen by whoever sees the item.' })
export class Attachment {
  @Field(() => ID, { description: 'Identifier; GET /attachments/{id} gives the file, GET /attachments/{id}/preview a small picture of an image.' }) id: string;
  @Field(() => String, { nullable: true, description: 'Name of the file. Null once it is struck.' }) name: string | null;
  @Field(() => String, { nullable: true, description: 'Media type, judged by content. Null once it is struck.' }) type: string | null;
  @Field(() => Int, { nullable: true, description: 'Bytes, of the file as it is kept; with a reader\'s mark it has some more. Null once it is struck.' }) size: number | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 in hexadecimal, of the file as it is kept, before a reader\'s mark. What is approved covers it. Null once it is struck.' }) sha256: string | null;
  @Field(() => [AttachmentRemoval], { description: 'What was taken out of the file that was uploaded.' }) removed: AttachmentRemoval[];
  @Field(() => AttachmentState, { description: 'READY, or STRUCK.' }) state: AttachmentState;
  @Field({ description: 'Whether there is a small picture.' }) hasPreview: boolean;
  @Field(() => DateTime, { nullable: true, description: 'When it was struck from all versions.' }) struckAt: Date | null;
}

@ObjectType({ description: 'A file on its way: whoever uploads it sees it until it is attached. What is not attached within a day is forgotten.' })
export class Upload {
  @Field(() => ID, { description: 'Identifier; becomes the attachment\'s.' }) id: string;
  @Field({ description: 'Name of the file.' }) name: string;
  @Field(() => Int, { description: 'Bytes that it will have.' }) length: number;
  @Field(() => Int, { description: 'Bytes that are here, durably: go on from there.' }) received: number;
  @Field(() => AttachmentState, { description: 'How far it has come.' }) state: AttachmentState;
  @Field({ description: 'Where its parts go (tus 1.0: HEAD, PATCH), with the same Bearer token.' }) url: string;
  @Field(() => AttachmentRefusal, { nullable: true, description: 'Why it is refused.' }) refusal: AttachmentRefusal | null;
  @Field(() => String, { nullable: true, description: 'The same in words, in the language asked for.' }) reason: string | null;
  @Field(() => String, { nullable: true, description: 'Media type, judged by content; once it is READY.' }) type: string | null;
  @Field(() => Int, { nullable: true, description: 'Bytes of the file as it is kept; once it is READY.' }) size: number | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 in hexadecimal of the file as it is kept; once it is READY.' }) sha256: string | null;
  @Field(() => [AttachmentRemoval], { description: 'What was taken out of it.' }) removed: AttachmentRemoval[];
}

@ObjectType({ description: 'Somebody to whom a file or its preview was given, from the disclosure ledger.' })
export class AttachmentOpening {
  @Field(() => Organisation, { nullable: true, description: 'Whose.' }) organisation: Organisation | null;
  @Field(() => Person, { nullable: true, description: 'Who; null where the organisation shows it to nobody else.' }) person: Person | null;
  @Field(() => DateTime, { description: 'When.' }) openedAt: Date;
}

@ObjectType({ description: 'An upload that was begun.' })
export class UploadPayload { @Field(() => Upload, { description: 'As it stands now.' }) upload: Upload }

@ObjectType({ description: 'A change to the files of a working copy.' })
export class BulletinAttachmentPayload { @Field(() => Bulletin, { description: 'The bulletin; its files are in `pending` until the revision goes out.' }) bulletin: Bulletin }

@ObjectType({ description: 'A file that was struck.' })
export class StrikeAttachmentPayload {
  @Field(() => Attachment, { description: 'As it stands now.' }) attachment: Attachment;
  @Field(() => [AttachmentOpening], { description: 'Who had opened it, the newest first.' }) openings: AttachmentOpening[];
}

@ObjectType({ description: 'A link by which a browser fetches a file once.' })
export class AttachmentLinkPayload {
  @Field({ description: 'Good once, for whoever has it, while the session stands: give it to nobody.' }) url: string;
  @Field(() => DateTime, { description: 'Until when: a minute.' }) expiresAt: Date;
}
