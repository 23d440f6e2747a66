#include "server/community/roadmap_news.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>
#include <vector>

#include "protocol/limits.hpp"
#include "server/community/roadmap_look.hpp"

namespace ramure::community {

namespace {

using Body = v1::RoadmapEvent;
using Ids = std::set<std::uint64_t>;

// --- The text ----------------------------------------------------------------------------------------------------

// The text as it was at the time of that event; at the earliest, the first version that he is shown.
std::uint64_t version_at(const RoadmapLook& look, std::uint64_t seq) {
  const TimestampMs at = look.stored.at_of_event(seq);
  std::uint64_t before = look.since.text_version, after = look.text.head + 1;
  if (look.text.head <= before || made_at(look, look.text.head) <= at) return look.text.head;
  while (after - before > 1) {
    const std::uint64_t middle = before + (after - before) / 2;
    (made_at(look, middle) <= at ? before : after) = middle;
  }
  return before;
}

void add_text(const RoadmapLook& look, std::uint64_t since_seq, v1::RoadmapNews& news) {
  constexpr std::uint64_t page = 1'024;
  const std::uint64_t then = version_at(look, since_seq), head = look.text.head;
  Ids authors;
  TimestampMs at = 0;
  for (std::uint64_t from = then; from < head; from += page) {
    for (const roadmap::Entry& entry : roadmap::entries_between(look.text, from, std::min(from + page, head))) {
      if (entry.author_id == look.person.member_id) continue;
      authors.insert(entry.author_id);
      at = entry.at;
    }
  }
  news.set_from_text_version(authors.empty() ? head : then);
  news.set_to_text_version(head);
  news.mutable_author_ids()->Assign(authors.begin(), authors.end());
  news.set_at_ms(std::max(news.at_ms(), at));
}

// --- What is around it -------------------------------------------------------------------------------------------

class Around {
 public:
  explicit Around(const RoadmapLook& look) : look_(look), me_(look.person.member_id) {}

  void see(const v1::Event& event) {
    if (see_action(event) || (event.actor_id() != me_ && see_other(event))) at_ = std::max(at_, event.at_ms());
  }

  void fill(v1::RoadmapNews& news) const {
    news.set_changed_actions(static_cast<std::uint32_t>(actions_.size()));
    news.set_new_comments(static_cast<std::uint32_t>(comments_.size()));
    news.set_new_answers(static_cast<std::uint32_t>(answers_.size()));
    news.mutable_version_ids()->Assign(versions_.begin(), versions_.end());
    news.set_at_ms(std::max(news.at_ms(), at_));
  }

  bool is_empty() const {
    return actions_.empty() && comments_.empty() && answers_.empty() && versions_.empty() && !has_begun_;
  }

 private:
  // True: it is news. An action that came and went in the meantime is none.
  bool see_action(const v1::Event& event) {
    const v1::RoadmapEvent& body = event.roadmap();
    const bool is_mine = event.actor_id() == me_;
    if (body.has_action_added()) added_.insert(event.seq());
    if (body.has_action_added() && !is_mine) return actions_.insert(event.seq()), true;
    if (body.has_action_set() && !is_mine) return actions_.insert(body.action_set().action_id()), true;
    if (!body.has_action_removed()) return false;
    const std::uint64_t id = body.action_removed().action_id();
    if (!is_mine && !added_.contains(id)) return actions_.insert(id), true;
    actions_.erase(id);
    return false;
  }

  bool see_other(const v1::Event& event) {
    const v1::RoadmapEvent& body = event.roadmap();
    switch (body.body_case()) {
      case Body::kCommented:
      case Body::kTextSuggested: return shows(event.seq()) && comments_.insert(event.seq()).second;
      case Body::kCommentAnswered: return see_answer(body.comment_answered().comment_id());
      case Body::kSuggestionAnswered: return see_answer(body.suggestion_answered().suggestion_id());
      case Body::kVersionMade: return event.seq() >= look_.since.seq && versions_.insert(event.seq()).second;
      case Body::kRoadmapCreated: return has_begun_ = true;
      case Body::kRoadmapShared:
      case Body::kPenInvited: return event.seq() == look_.since.seq && (has_begun_ = true);
      default: return false;
    }
  }

  // The last answer counts, however often the pair changed its mind.
  bool see_answer(std::uint64_t id) {
    if (author_of(id) != me_ || !shows(id)) return false;
    answers_.insert(id);
    return true;
  }

  std::uint64_t author_of(std::uint64_t id) const {
    if (const auto* comment = roadmap::find_comment(look_.roadmap->view, id)) return comment->author_id();
    const auto* suggestion = roadmap::find_suggestion(look_.roadmap->view, id);
    return suggestion == nullptr ? 0 : suggestion->author_id();
  }

  bool shows(std::uint64_t id) const {
    if (id < look_.since.seq) return false;
    if (const auto* comment = roadmap::find_comment(look_.roadmap->view, id)) return !comment->erased();
    const auto* suggestion = roadmap::find_suggestion(look_.roadmap->view, id);
    return suggestion != nullptr && suggestion->state() != v1::ROADMAP_SUGGESTION_STATE_WITHDRAWN;
  }

  const RoadmapLook& look_;
  const std::uint64_t me_;
  Ids actions_, added_, comments_, answers_, versions_;
  bool has_begun_ = false;  // it was not there, or not for him
  TimestampMs at_ = 0;
};

}  // namespace

void add_roadmap_news(const RoadmapAsking& asking, v1::CatchUpAnswer& answer) {
  std::vector<v1::RoadmapNews> all;
  std::uint64_t as_of_seq = 0;
  look_at_roadmaps(asking, limits::roadmaps_listed_max, as_of_seq, [&](const RoadmapLook& look) {
    Around around(look);
    for (const v1::Event& event : look.stored.events(answer.since_seq())) around.see(event);
    v1::RoadmapNews news;
    around.fill(news);
    add_text(look, answer.since_seq(), news);
    if (around.is_empty() && news.author_ids().empty()) return;
    news.set_roadmap_id(look.roadmap->id());
    news.set_territory_id(look.roadmap->view.territory_id());
    news.set_title(look.roadmap->view.title());
    all.push_back(std::move(news));
  });
  std::ranges::sort(all, std::ranges::greater(),
                    [](const v1::RoadmapNews& news) { return std::pair(news.at_ms(), news.roadmap_id()); });
  for (v1::RoadmapNews& news : all) *answer.add_roadmaps() = std::move(news);
}

}  // namespace ramure::community
