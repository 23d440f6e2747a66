// Faults that the simulation puts in on purpose, to show that its checks would find them.
#pragma once

namespace ramure::sim {

enum class Mutation {
  none,
  drop_event,         // a frame loses one event on its way
  repeat_frame,       // a frame arrives twice
  ignore_membership,  // hubs never hear who entered or left
  lose_commit,        // a crash takes back a batch that was answered
  act_twice,          // the memory of command keys is lost
  keep_erased,        // rings and clients keep what was erased
  leak_desk,          // what is for the desk of a round is told to the round
  drop_text_change,   // a frame loses one change of a text on its way
  leak_text,          // whoever is refused a text is told its changes
};

}  // namespace ramure::sim
