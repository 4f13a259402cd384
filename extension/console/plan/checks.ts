import type { Connection, Mapping, Output } from '#shared/contract.ts'
import { contactsWord, personsWord } from '../../plan/kinds.ts'

/** Something to know before approving. */
export interface Check {
  id: 'why' | 'deactivate' | 'connection' | 'review' | 'untouched'
  state: 'good' | 'note' | 'warning' | 'bad'
  title: string
  text: string
}
interface CheckInput {
  plan: Output<'plans.get'>
  mapping: Mapping
  connection: Connection | undefined
  psaName: string
}

export function checksOf(input: CheckInput): Check[] {
  const { counts } = input.plan
  return [
    why(input),
    deactivations(input),
    connectionCheck(input),
    ...(counts.review > 0
      ? [
          {
            id: 'review' as const,
            state: 'warning' as const,
            title: `${personsWord(counts.review)} ${counts.review === 1 ? 'needs' : 'need'} a decision`,
            text: 'Not part of the approval: they stay as they are until decided.',
          },
        ]
      : []),
    {
      id: 'untouched',
      state: 'note',
      title: `${personsWord(counts.unchanged)} ${counts.unchanged === 1 ? 'stays' : 'stay'} untouched`,
      text: 'What was typed by hand is kept. Each one with its reason.',
    },
  ]
}

function why({ plan, mapping }: CheckInput): Check {
  if (plan.waitsFor === 'stopped')
    return {
      id: 'why',
      state: 'bad',
      title: 'The run was stopped',
      text: `It would make more than ${mapping.breakerShare} % of the contacts inactive.`,
    }
  if (plan.waitsFor === 'first' || !mapping.approved)
    return {
      id: 'why',
      state: 'note',
      title: 'The first plan',
      text: 'It waits for you, whatever the settings say.',
    }
  if (mapping.approval === 'each')
    return { id: 'why', state: 'note', title: 'Every plan waits here', text: 'The settings say so.' }
  return {
    id: 'why',
    state: 'note',
    title: 'A rule or a setting has changed',
    text: 'This plan waits; later ones go by themselves.',
  }
}

function deactivations({ plan, mapping }: CheckInput): Check {
  const { deactivate } = plan.counts
  if (deactivate === 0)
    return {
      id: 'deactivate',
      state: 'good',
      title: 'Nobody becomes inactive',
      text: 'Nothing is ever deleted.',
    }
  return {
    id: 'deactivate',
    state: plan.waitsFor === 'stopped' ? 'bad' : 'warning',
    title: `${contactsWord(deactivate)} ${deactivate === 1 ? 'becomes' : 'become'} inactive`,
    text: `Of ${mapping.linked} linked. A run above ${mapping.breakerShare} % stops by itself. Nothing is deleted.`,
  }
}

function connectionCheck({ connection, psaName }: CheckInput): Check {
  if (!connection || connection.disconnected)
    return {
      id: 'connection',
      state: 'warning',
      title: `${psaName} is not connected`,
      text: 'What is approved waits until it is.',
    }
  if (connection.problem)
    return {
      id: 'connection',
      state: 'bad',
      title: connection.problem.text,
      text: connection.problem.next ?? '',
    }
  return {
    id: 'connection',
    state: 'good',
    title: `${psaName} is connected`,
    text: connection.connectedAs ? `As ${connection.connectedAs}, ${connection.account}` : connection.account,
  }
}
