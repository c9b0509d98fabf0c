/**
 * The object of a thread class is made anew in its thread from the fields that can be cloned. What cannot go there
 * (private members, functions in fields) is refused; what run() itself sets in its own thread must never be.
 */
import type * as t from '@babel/types';
import type { ModuleScope } from './moduleScope.js';
import { runsLater } from './shadowing.js';
import type { SourceModule } from './sourceModule.js';
import { type Class, extendsThread, isClass } from './threadClass.js';
import { isFunction, keyName, walk, withoutTypes } from './tree.js';

export function refuseThreadFields(module: SourceModule, scope: ModuleScope): void {
  walk(module.program, (node, parents) => {
    if (!isClass(node) || !extendsThread(node, scope)) return;
    if (runsLater(parents)) {
      module.refuse(
        node,
        `${node.id?.name ?? 'this class'} is made inside a function, where a thread cannot find it: export it at module level`,
      );
    }
    for (const member of node.body.body) checkMember(module, member);
    checkConstructor(module, node);
  });
}

function checkMember(module: SourceModule, member: Class['body']['body'][number]): void {
  if (!('key' in member) || ('static' in member && member.static)) return;
  const name = keyName(member.key) ?? 'this field';
  const what = member.type === 'ClassPrivateMethod' ? 'method' : 'field';
  if (member.type === 'ClassPrivateProperty' || member.type === 'ClassPrivateMethod') {
    module.refuse(
      member,
      `${name} is a private ${what} of a thread, and private ones do not travel to the thread: make ${name.slice(1)} an ordinary one`,
    );
  } else if (member.type === 'ClassProperty' && member.value && isFunction(withoutTypes(member.value))) {
    refuseFunction(module, member, name);
  }
}

function checkConstructor(module: SourceModule, { body }: Class): void {
  const made = body.body.find((each) => each.type === 'ClassMethod' && each.kind === 'constructor');
  if (!made) return;
  walk(made, (each) => {
    if (each.type === 'AssignmentExpression') checkAssignment(module, each);
  });
}

function checkAssignment(module: SourceModule, node: t.AssignmentExpression): void {
  const { left } = node;
  if (left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression') return;
  if (isFunction(withoutTypes(node.right)))
    refuseFunction(module, node, keyName(left.property) ?? 'this field');
}

function refuseFunction(module: SourceModule, node: t.Node, name: string): void {
  module.refuse(
    node,
    `this.${name} is a function in a field, and functions do not travel to the thread: make it a method`,
  );
}
