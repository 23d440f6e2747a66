#include "server/replying.hpp"

#include "server/community_door.hpp"

namespace ramure {

identity::Outcome<std::string> epoch_of_community(live::Registry& registry, const std::string& community) {
  return look_at<std::string>(registry, community,
                              [](storage::Store& store) -> identity::Outcome<std::string> { return store.epoch(); });
}

identity::Outcome<v1::Accepted> run_answer_of_member(live::Registry& registry, live::Loop& loop,
                                                     const std::string& community, std::uint64_t member_id,
                                                     const v1::Command& command) {
  return run_and_wait(registry, loop, community,
                      {.actor = community::Actor::member(member_id), .command = command, .keeps_draft = true});
}

}  // namespace ramure
