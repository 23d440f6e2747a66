#include "server/replying.hpp"

#include <future>
#include <memory>

#include "server/community/answer_files.hpp"
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

identity::Outcome<identity::Done> keep_files_of_member(live::Registry& registry, live::Loop& loop,
                                                       const std::string& community, std::uint64_t member_id,
                                                       std::span<const files::WholeFile> files, TimestampMs now) {
  using Kept = identity::Outcome<identity::Done>;
  auto lease = registry.open_now(community);
  if (!lease) return std::unexpected(std::move(lease.error()));
  auto job = [member_id, files, now](storage::Uploads& uploads) -> Kept {
    if (!files::keep_uploads(uploads, member_id, files, now)) return std::unexpected(community::no_room_for_file());
    return identity::Done{};
  };
  const auto kept = std::make_shared<std::promise<Kept>>();
  (*lease)->with_files<identity::Done>(loop, std::move(job),
                                       [kept](Kept outcome) { kept->set_value(std::move(outcome)); });
  return kept->get_future().get();
}

}  // namespace ramure
