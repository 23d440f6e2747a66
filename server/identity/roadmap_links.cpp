// See roadmap_links.hpp. Who may make, list and revoke them was settled before anybody comes here.
#include "server/identity/roadmap_links.hpp"

#include <algorithm>

#include "server/identity/accounts_state.hpp"

namespace ramure::identity {

namespace {

using storage::RoadmapLinkRow;

// The same words for a token that never was, one that was taken back, and one that has expired.
std::unexpected<v1::Refusal> no_such_roadmap_link() {
  return refuse(v1::REFUSAL_CODE_NOT_FOUND, "token", "there is no such link");
}

RoadmapLink link_of(RoadmapLinkRow row) {
  return {.id = row.id,
          .community = std::move(row.community),
          .epoch = std::move(row.epoch),
          .roadmap_id = row.roadmap_id,
          .version_id = row.version_id,
          .label = std::move(row.label),
          .made_by = row.made_by,
          .made_at_ms = row.made_at_ms,
          .expires_at_ms = row.expires_at_ms};
}

}  // namespace

void Accounts::make_roadmap_link(RoadmapLink link, Handler<MadeRoadmapLink> handler) {
  State& s = *state_;
  s.on_pool<MadeRoadmapLink>(std::move(handler), [&s, link = std::move(link)]() -> Outcome<MadeRoadmapLink> {
    MadeRoadmapLink made{.link = link, .token = s.token()};
    made.link.made_at_ms = s.clock.now_ms();
    if (link.expires_at_ms <= made.link.made_at_ms || link.expires_at_ms - made.link.made_at_ms > roadmap_link_ms_max) {
      return refuse(v1::REFUSAL_CODE_INVALID_ARGUMENT, "expires_on", "a link is good until a day within the next year");
    }
    const std::lock_guard lock(s.file_mutex);
    s.file.drop_roadmap_links_expired_before(made.link.made_at_ms - expired_link_kept_ms);
    const auto links = s.file.roadmap_links(link.community, link.roadmap_id);
    const auto is_good = [&](const RoadmapLinkRow& row) { return row.expires_at_ms > made.link.made_at_ms; };
    if (static_cast<std::size_t>(std::ranges::count_if(links, is_good)) >= roadmap_links_max) {
      auto refusal = refuse(v1::REFUSAL_CODE_TOO_LARGE, "links", "take a link back before another is made");
      (*refusal.error().mutable_data())["limit"] = std::to_string(roadmap_links_max);
      (*refusal.error().mutable_data())["unit"] = "links";
      return refusal;
    }
    made.link.id = s.file.add_roadmap_link({.id = 0,
                                            .token_hash = std::string(bytes_of(hash_of_token(made.token))),
                                            .community = link.community,
                                            .epoch = link.epoch,
                                            .roadmap_id = link.roadmap_id,
                                            .version_id = link.version_id,
                                            .label = link.label,
                                            .made_by = link.made_by,
                                            .made_at_ms = made.link.made_at_ms,
                                            .expires_at_ms = link.expires_at_ms});
    return made;
  });
}

void Accounts::list_roadmap_links(std::string community, std::uint64_t roadmap_id,
                                  Handler<std::vector<RoadmapLink>> handler) {
  State& s = *state_;
  using Links = std::vector<RoadmapLink>;
  s.on_pool<Links>(std::move(handler), [&s, community = std::move(community), roadmap_id]() -> Outcome<Links> {
    const std::lock_guard lock(s.file_mutex);
    Links links;
    for (RoadmapLinkRow& row : s.file.roadmap_links(community, roadmap_id)) {
      if (row.expires_at_ms + expired_link_kept_ms > s.clock.now_ms()) links.push_back(link_of(std::move(row)));
    }
    return links;
  });
}

void Accounts::revoke_roadmap_link(std::string community, std::uint64_t roadmap_id, std::uint64_t link_id,
                                   Handler<Done> handler) {
  State& s = *state_;
  s.on_pool<Done>(std::move(handler), [&s, community = std::move(community), roadmap_id, link_id]() -> Outcome<Done> {
    const std::lock_guard lock(s.file_mutex);
    if (!s.file.drop_roadmap_link(community, roadmap_id, link_id)) return no_such_roadmap_link();
    return Done{};
  });
}

void Accounts::find_roadmap_link(std::string token, std::string address, Handler<RoadmapLink> handler) {
  State& s = *state_;
  if (const auto wait_ms = s.throttle(address, {}); wait_ms > 0) return handler(rate_limited(wait_ms));
  s.on_pool<RoadmapLink>(std::move(handler), [&s, token = std::move(token), address]() -> Outcome<RoadmapLink> {
    const std::lock_guard lock(s.file_mutex);
    auto row = s.file.roadmap_link(bytes_of(hash_of_token(token)));
    if (!row || row->expires_at_ms <= s.clock.now_ms()) return no_such_roadmap_link();
    s.give_tries_back(address, {});
    return link_of(std::move(*row));
  });
}

}  // namespace ramure::identity
