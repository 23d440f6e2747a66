#include "tests/sim/text_units.hpp"

#include "server/roadmap/utf16.hpp"
#include "tests/sim/village.hpp"

namespace ramure::sim {

std::vector<std::uint64_t> invite_writers(Server& server) {
  const std::uint64_t roadmap_id = server.log().roadmaps().ids().front();
  const std::uint64_t owner = village().writers.front();
  for (const std::uint64_t member_id : village().writers) {
    live::PendingCommand invite{community::Actor::member(owner), {}};
    invite.command.set_command_key("invite" + std::to_string(1'000'000'000 + member_id));
    invite.command.mutable_roadmap()->set_roadmap_id(roadmap_id);
    invite.command.mutable_roadmap()->mutable_invite_pen()->set_member_id(member_id);
    server.submit(std::move(invite), {});
  }
  while (server.run_batch() || server.run_all_loops()) continue;
  return village().writers;
}

std::size_t inserted_units(const RoadmapLog& log, std::uint64_t roadmap_id) {
  std::size_t units = 0;
  for (std::uint64_t version = 1; !log.change(roadmap_id, version).empty(); ++version) {
    v1::TextEntry entry;
    if (!entry.ParseFromString(log.change(roadmap_id, version))) throw Violation("a change of a text does not parse");
    if (entry.editor_id() != 0) units += roadmap::utf16_units(entry.change().inserted());
  }
  return units;
}

}  // namespace ramure::sim
