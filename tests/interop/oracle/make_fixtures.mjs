// Makes the badges of other issuers that stand in tests/standards/fixtures/.
//
//   node make_fixtures.mjs CONTEXTS TARGET
import {createHash} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as vc from '@digitalbazaar/vc';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {createCredential, createList} from '@digitalbazaar/vc-bitstring-status-list';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {CompactSign, exportJWK, generateKeyPair} from 'jose';
import {documentLoader, readJson} from './documents.mjs';

const [contextsPath, target] = process.argv.slice(2);
const loader = documentLoader({contexts: readJson(contextsPath)});
const STATUS_URL = 'https://badges.example/status/1';
const STARTS = '2026-06-01T00:00:00Z';
mkdirSync(join(target, 'hosted'), {recursive: true});

function write(name, content) {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  writeFileSync(join(target, name), `${text}\n`);
}

function credential(id, issuer, extra = {}) {
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
    ],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Trail Guide',
    issuer: {id: issuer, type: ['Profile'], name: 'Another Academy'},
    validFrom: STARTS,
    credentialSubject: {
      id: 'did:example:learner',
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://badges.example/achievements/trail-guide',
        type: ['Achievement'],
        name: 'Trail Guide',
        description: 'Leads a group on a marked trail.',
        criteria: {narrative: 'Lead three groups and write down what they learned.'}
      }
    },
    ...extra
  };
}

async function ed25519Badges() {
  const pair = await Ed25519Multikey.generate();
  const did = `did:key:${pair.publicKeyMultibase}`;
  pair.controller = did;
  pair.id = `${did}#${pair.publicKeyMultibase}`;
  const sign = unsigned => vc.issue({
    credential: unsigned,
    suite: new DataIntegrityProof({signer: pair.signer(), cryptosuite, date: STARTS}),
    documentLoader: loader
  });
  write('did-key.json', await sign(credential('urn:uuid:7f1c34de-0d4b-4a0c-8a43-3ac1f2f4ee01', did)));
  for(const [name, index] of [['did-key-with-status.json', 7], ['did-key-revoked.json', 9]]) {
    const id = `https://badges.example/awards/${index}`;
    write(name, await sign(credential(id, did, {credentialStatus: entry(index)})));
  }
  const list = await createList({length: 131072});
  list.setStatus(9, true);
  const unsigned = await createCredential({
    id: STATUS_URL, list, statusPurpose: 'revocation', context: ['https://www.w3.org/ns/credentials/v2']
  });
  write('did-key-status-list.json', await sign({...unsigned, issuer: did, validFrom: STARTS}));
}

function entry(index) {
  return {
    id: `${STATUS_URL}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: `${index}`,
    statusListCredential: STATUS_URL
  };
}

async function jwtBadge(name, alg, headerOf) {
  const {publicKey, privateKey} = await generateKeyPair(alg, {extractable: true});
  const jwk = await exportJWK(publicKey);
  const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const id = `https://badges.example/awards/${name}`;
  const payload = {...credential(id, did), iss: did, jti: id, sub: 'did:example:learner', nbf: 1780272000};
  const header = {alg, typ: 'JWT', ...headerOf(did, jwk)};
  const token = new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader(header);
  write(`${name}.jwt`, await token.sign(privateKey));
}

function hostedBadge() {
  const at = name => `https://badges.example/hosted/${name}.json`;
  const context = 'https://w3id.org/openbadges/v2';
  const hash = createHash('sha256').update('learner@badges.examplesea-salt').digest('hex');
  write('hosted/assertion.json', {
    '@context': context,
    type: 'Assertion',
    id: at('assertion'),
    recipient: {type: 'email', hashed: true, salt: 'sea-salt', identity: `sha256$${hash}`},
    badge: at('badge'),
    issuedOn: STARTS,
    verification: {type: 'HostedBadge'}
  });
  write('hosted/badge.json', {
    '@context': context,
    type: 'BadgeClass',
    id: at('badge'),
    name: 'Trail Guide',
    description: 'Leads a group on a marked trail.',
    image: 'https://badges.example/trail-guide.png',
    criteria: {narrative: 'Lead three groups and write down what they learned.'},
    issuer: at('issuer')
  });
  write('hosted/issuer.json', {
    '@context': context,
    type: 'Issuer',
    id: at('issuer'),
    name: 'Another Academy',
    url: 'https://badges.example/',
    email: 'badges@badges.example'
  });
}

await ed25519Badges();
await jwtBadge('rsa-with-kid', 'RS256', did => ({kid: `${did}#0`}));
await jwtBadge('rsa-with-jwk', 'RS256', (_did, jwk) => ({jwk}));
await jwtBadge('p256-with-kid', 'ES256', did => ({kid: `${did}#0`, typ: 'vc+jwt'}));
hostedBadge();
