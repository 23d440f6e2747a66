// Obstacles (« freins »): a thread with a card. Those of a pair live in a channel of their own, those of the community
// in the themes; showing one to the community makes a new thread there.
//
// « Sans nom de territoire »: the opening and its first message are announced without actor and territory, and noted
// for the author alone. Whatever only the author or the pair can do to them later is announced without an actor too.
// New messages of the author carry the name: he then speaks as anybody may.
#include "protocol/limits.hpp"
#include "server/community/access.hpp"
#include "server/community/content.hpp"
#include "server/community/families.hpp"
#include "server/community/obstacle_card.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

// All that a new thread of kind obstacle consists of.
struct NewObstacle {
  std::uint64_t channel_id = 0;
  std::uint64_t theme_id = 0;
  std::uint64_t territory_id = 0;
  std::uint64_t published_from_id = 0;
  std::string title, body;
  v1::Obstacle card;  // with scope and status
  Texts tags;
  Ids mentions;

  bool is_unnamed() const { return card.scope() == v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED; }
};

void note_authorship(const Asked& asked, Announcer& announce, const NewObstacle& obstacle, std::uint64_t thread_id,
                     std::uint64_t message_id) {
  v1::AuthorshipNoted& noted = *announce.to_member(asked.me.id).mutable_authorship_noted();
  noted.set_thread_id(thread_id);
  noted.set_message_id(message_id);
  noted.set_author_id(asked.me.id);
  noted.set_territory_id(obstacle.territory_id);
  if (message_id == 0) noted.set_published_from_id(obstacle.published_from_id);
}

void do_open(const Asked& asked, Announcer& announce, const NewObstacle& obstacle) {
  v1::Event& opening = announce.to_channel(obstacle.channel_id);
  const std::uint64_t thread_id = opening.seq();
  v1::ThreadOpened& opened = *opening.mutable_thread_opened();
  opened.set_kind(v1::THREAD_KIND_OBSTACLE);
  opened.set_title(obstacle.title);
  opened.set_theme_id(obstacle.theme_id);
  *opened.mutable_tags() = obstacle.tags;
  *opened.mutable_obstacle() = obstacle.card;
  if (obstacle.is_unnamed()) {
    opening.set_actor_id(0);
  } else {
    opened.set_territory_id(obstacle.territory_id);
  }
  v1::Event& first = do_post_first(
      announce, {thread_id, obstacle.channel_id, v1::MESSAGE_KIND_OBSTACLE, obstacle.body, obstacle.mentions});
  const std::uint64_t message_id = first.seq();
  if (obstacle.is_unnamed()) first.set_actor_id(0);

  const bool is_noted = obstacle.is_unnamed() || obstacle.published_from_id != 0;
  if (is_noted) note_authorship(asked, announce, obstacle, thread_id, 0);
  if (obstacle.is_unnamed()) note_authorship(asked, announce, obstacle, thread_id, message_id);
}

std::expected<AccessedChannel, v1::Refusal> access_home(Asked& asked, v1::ObstacleScope scope, std::string_view field) {
  if (!v1::ObstacleScope_IsValid(scope) || scope == v1::OBSTACLE_SCOPE_UNSPECIFIED) {
    return refuse::invalid(field, "a scope is required");
  }
  if (is_shared(scope)) return access_channel_of_kind(asked, v1::CHANNEL_KIND_THEMES, 0, field);
  if (asked.me.territory_id == 0) return refuse::not_found(field);
  return access_channel_of_kind(asked, v1::CHANNEL_KIND_PAIR_OBSTACLES, asked.me.territory_id, field);
}

Checked check_declaration(Asked& asked, const v1::DeclareObstacle& command, const AccessedChannel& home) {
  constexpr auto card = "declare_obstacle.card";
  if (auto checked = check_title("declare_obstacle.title", command.title()); !checked) return checked;
  if (auto checked = check_body("declare_obstacle.body", command.body()); !checked) return checked;
  if (auto checked = check_tags("declare_obstacle.tags", command.tags()); !checked) return checked;
  if (auto checked = check_card(card, command.card()); !checked) return checked;
  if (is_shared(command.card().scope())) {
    if (command.draft()) return refuse::invalid("declare_obstacle.draft", "a draft is the pair's: choose that scope");
    if (auto checked = check_complete(card, command.card()); !checked) return checked;
  }
  return check_theme(asked, "declare_obstacle.theme_id", home.channel, command.theme_id());
}

// The card and the big turns are the author's and the pair's.
Checked check_is_ours(const AccessedThread& place, std::string_view field) {
  if (place.thread.kind != v1::THREAD_KIND_OBSTACLE) return refuse::invalid(field, "the thread is not an obstacle");
  if (auto checked = check_may(place, Act::post, field); !checked) return checked;
  if (place.is_author || place.is_of_pair) return {};
  return refuse::forbidden(field, "only the author and the pair may do this");
}

Checked check_status(Asked& asked, const v1::SetObstacleStatus& command, const AccessedThread& place) {
  constexpr auto field = "set_obstacle_status.thread_id";
  if (place.thread.kind != v1::THREAD_KIND_OBSTACLE) return refuse::invalid(field, "the thread is not an obstacle");
  const bool facilitates = place.may(Act::moderate) && !is_for_pair_to_say(command.status());
  if (!facilitates) {
    if (auto checked = check_is_ours(place, field); !checked) return checked;
  }
  if (auto checked = check_open(place, field); !checked) return checked;
  if (auto checked = check_shows_words(place, field); !checked) return checked;
  constexpr auto outcome = "set_obstacle_status.outcome";
  if (!command.outcome().empty() && !takes_outcome(command.status())) {
    return refuse::invalid(outcome, "what worked is told of what was lifted or bypassed");
  }
  auto checked = check_optional_text(outcome, command.outcome(), limits::card_field_bytes_max);
  if (!checked) return checked;
  constexpr auto status = "set_obstacle_status.status";
  if (command.status() == place.thread.status) {
    const bool tells_more =
        takes_outcome(command.status()) && asked.view.card(command.thread_id()).outcome() != command.outcome();
    if (!tells_more) return refuse::already_done(status);
    return {};
  }
  if (may_move(place.thread.status, command.status())) return {};
  return refuse::invalid(status, "an obstacle cannot go there from its present status");
}

Checked check_publication(Asked& asked, const v1::PublishObstacle& command, const AccessedThread& source) {
  constexpr auto field = "publish_obstacle.thread_id";
  if (auto checked = check_is_ours(source, field); !checked) return checked;
  if (source.channel.kind != v1::CHANNEL_KIND_PAIR_OBSTACLES) {
    return refuse::invalid(field, "the community sees it already");
  }
  if (auto checked = check_open(source, field); !checked) return checked;
  if (auto checked = check_shows_words(source, field); !checked) return checked;
  if (!is_shared(command.scope())) {
    return refuse::invalid("publish_obstacle.scope", "with or without the name of the territory, it must say");
  }
  if (auto checked = check_body("publish_obstacle.body", command.body()); !checked) return checked;
  if (source.thread.theme_id == 0) return refuse::invalid(field, "the thread needs a theme first");
  return check_complete(field, asked.view.card(command.thread_id()));
}

void announce_move(Announcer& announce, const AccessedThread& place, v1::ObstacleStatus to, const std::string& outcome,
                   std::uint64_t actor_id) {
  v1::Event& event = announce.to_channel(place.channel.id, place.thread.id);
  event.set_actor_id(actor_id);
  v1::ObstacleStatusChanged& changed = *event.mutable_obstacle_status_changed();
  changed.set_thread_id(place.thread.id);
  changed.set_from(place.thread.status);
  changed.set_to(to);
  changed.set_outcome(outcome);
}

}  // namespace

Decided declare_obstacle(Asked& asked, const v1::DeclareObstacle& command) {
  constexpr auto scope_field = "declare_obstacle.card.scope";
  const v1::ObstacleScope scope = command.card().scope();
  auto home = access_home(asked, scope, scope_field);
  if (!home) return pass_on(home);
  if (auto checked = check_may(*home, Act::declare, scope_field); !checked) return pass_on(checked);
  if (auto checked = check_declaration(asked, command, *home); !checked) return pass_on(checked);
  auto mentions = draw_mentions(asked, "declare_obstacle.body", home->channel.id, command.body());
  if (!mentions) return pass_on(mentions);

  NewObstacle obstacle{.channel_id = home->channel.id,
                       .theme_id = command.theme_id(),
                       .territory_id = territory_of_new_thread(asked, home->channel),
                       .title = command.title(),
                       .body = command.body(),
                       .card = wording_of(command.card()),
                       .tags = command.tags(),
                       .mentions = *mentions};
  obstacle.card.set_scope(scope);
  obstacle.card.set_status(command.draft() ? v1::OBSTACLE_STATUS_DRAFT : v1::OBSTACLE_STATUS_OPEN);
  Announcer announce(asked);
  do_open(asked, announce, obstacle);
  return announce.decision();
}

Decided edit_obstacle(Asked& asked, const v1::EditObstacle& command) {
  constexpr auto field = "edit_obstacle.thread_id";
  auto place = access_thread(asked, command.thread_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_is_ours(*place, field); !checked) return pass_on(checked);
  if (auto checked = check_open(*place, field); !checked) return pass_on(checked);
  if (auto checked = check_shows_words(*place, field); !checked) return pass_on(checked);
  if (auto checked = check_card("edit_obstacle.card", command.card()); !checked) return pass_on(checked);
  if (is_shared(place->thread.scope)) {
    if (auto checked = check_complete("edit_obstacle.card", command.card()); !checked) return pass_on(checked);
  }
  const v1::Obstacle wording = wording_of(command.card());
  if (wording_of(asked.view.card(command.thread_id())).SerializeAsString() == wording.SerializeAsString()) {
    return refuse::already_done("edit_obstacle.card");
  }

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(place->channel.id, place->thread.id);
  event.set_actor_id(actor_shown(asked, *place));
  event.mutable_obstacle_edited()->set_thread_id(command.thread_id());
  *event.mutable_obstacle_edited()->mutable_card() = wording;
  return announce.decision();
}

Decided set_obstacle_status(Asked& asked, const v1::SetObstacleStatus& command) {
  auto place = access_thread(asked, command.thread_id(), "set_obstacle_status.thread_id");
  if (!place) return pass_on(place);
  if (auto checked = check_status(asked, command, *place); !checked) return pass_on(checked);

  Announcer announce(asked);
  announce_move(announce, *place, command.status(), command.outcome(), actor_shown(asked, *place));
  return announce.decision();
}

// The pair's thread stays where it is; a draft is opened by being shown.
Decided publish_obstacle(Asked& asked, const v1::PublishObstacle& command) {
  constexpr auto field = "publish_obstacle.thread_id";
  auto source = access_thread(asked, command.thread_id(), field);
  if (!source) return pass_on(source);
  if (auto checked = check_publication(asked, command, *source); !checked) return pass_on(checked);
  auto home = access_channel_of_kind(asked, v1::CHANNEL_KIND_THEMES, 0, "publish_obstacle.scope");
  if (!home) return pass_on(home);
  if (auto checked = check_may(*home, Act::declare, "publish_obstacle.scope"); !checked) return pass_on(checked);
  if (asked.view.published_as(command.thread_id())) return refuse::already_done(field);
  auto mentions = draw_mentions(asked, "publish_obstacle.body", home->channel.id, command.body());
  if (!mentions) return pass_on(mentions);

  NewObstacle obstacle{.channel_id = home->channel.id,
                       .theme_id = source->thread.theme_id,
                       .territory_id = source->thread.territory_id,
                       .published_from_id = command.thread_id(),
                       .title = asked.view.thread_title(command.thread_id()),
                       .body = command.body(),
                       .card = wording_of(asked.view.card(command.thread_id())),
                       .tags = {},
                       .mentions = *mentions};
  obstacle.card.set_scope(command.scope());
  obstacle.card.set_status(v1::OBSTACLE_STATUS_OPEN);
  Announcer announce(asked);
  do_open(asked, announce, obstacle);
  if (source->thread.status == v1::OBSTACLE_STATUS_DRAFT) {
    announce_move(announce, *source, v1::OBSTACLE_STATUS_OPEN, {}, asked.me.id);
  }
  return announce.decision();
}

}  // namespace ramure::community
