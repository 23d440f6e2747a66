#include "tests/support/rights_world.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "tests/support/course_commands.hpp"
#include "tests/support/ruled_roadmap.hpp"

namespace ramure::test {

using namespace v1;

const std::vector<ChannelKind>& kinds_of_channels() {
  static const std::vector<ChannelKind> kinds{CHANNEL_KIND_DIRECTORY,
                                              CHANNEL_KIND_PLENARY,
                                              CHANNEL_KIND_THEMES,
                                              CHANNEL_KIND_TERRITORY,
                                              CHANNEL_KIND_PAIR,
                                              CHANNEL_KIND_PAIR_OBSTACLES,
                                              CHANNEL_KIND_PAIR_FOLLOW_UP,
                                              CHANNEL_KIND_PERSONAL_FOLLOW_UP,
                                              CHANNEL_KIND_CONVERSATION,
                                              CHANNEL_KIND_BACKSTAGE,
                                              CHANNEL_KIND_ROUND,
                                              CHANNEL_KIND_ROUND_DESK,
                                              CHANNEL_KIND_ROADMAP,
                                              CHANNEL_KIND_RESOURCES,
                                              CHANNEL_KIND_RESOURCE_PROPOSALS,
                                              CHANNEL_KIND_STEERING,
                                              CHANNEL_KIND_ORIENTATION,
                                              CHANNEL_KIND_TECHNICAL};
  return kinds;
}

namespace {

// Where they alone begin threads, or with a committee.
constexpr std::array places_of_facilitators{CHANNEL_KIND_RESOURCES, CHANNEL_KIND_STEERING, CHANNEL_KIND_ORIENTATION,
                                            CHANNEL_KIND_TECHNICAL};

}  // namespace

std::string RightsWorld::marker(ChannelKind kind) {
  return "zorglub" + std::string(1, static_cast<char>('a' + kind));  // one word for the search, too
}

RightsWorld::RightsWorld() {
  auto& c = community_;
  spare_ = c.add_member(ROLE_FACILITATOR, 0, "f03");
  guest_ = c.add_member(ROLE_FACILITATOR, 0, "f04");
  guest_catalyst_ = c.kerlohan.second;
  invite_guests();
  conversation_ = c.converse(c.valmerac.first, {c.valmerac.second, c.facilitator, c.adviser});
  const std::uint64_t author = c.valmerac.second;
  open(CHANNEL_KIND_PLENARY, author);
  open(CHANNEL_KIND_THEMES, author);
  declare(CHANNEL_KIND_THEMES, author, OBSTACLE_SCOPE_COMMUNITY);
  open(CHANNEL_KIND_TERRITORY, author);
  open(CHANNEL_KIND_PAIR, author);
  declare(CHANNEL_KIND_PAIR_OBSTACLES, author, OBSTACLE_SCOPE_PAIR);
  open(CHANNEL_KIND_PAIR_FOLLOW_UP, author);
  open(CHANNEL_KIND_PERSONAL_FOLLOW_UP, c.adviser);
  open(CHANNEL_KIND_PERSONAL_FOLLOW_UP, c.valmerac.first);
  open(CHANNEL_KIND_CONVERSATION, author);
  open(CHANNEL_KIND_BACKSTAGE, spare_);
  open(CHANNEL_KIND_RESOURCE_PROPOSALS, author);
  for (const ChannelKind kind : places_of_facilitators) open(kind, spare_);
  Command word;
  word.mutable_edit_word()->set_text("Le mot de l’animation");
  c.accept(c.facilitator, word);
  for (const ChannelKind kind : kinds_of_channels()) {
    if (!holds_threads(kind)) continue;
    const bool is_of_community =
        kind == CHANNEL_KIND_PLENARY || kind == CHANNEL_KIND_THEMES || kind == CHANNEL_KIND_RESOURCE_PROPOSALS;
    const bool is_of_facilitators =
        kind == CHANNEL_KIND_BACKSTAGE || std::ranges::count(places_of_facilitators, kind) > 0;
    open_beside(kind, is_of_community                           ? c.facilitator
                      : is_of_facilitators                      ? spare_
                      : kind == CHANNEL_KIND_PERSONAL_FOLLOW_UP ? c.adviser
                                                                : author);
  }
  hold_rounds();
  write_roadmap();
  gather();
  tell_committee();
}

// One in each place, planned by somebody who may, begun half an hour ago.
void RightsWorld::gather() {
  auto& c = community_;
  const std::uint64_t pair = c.valmerac.second;
  const std::map<ChannelKind, std::pair<std::uint64_t, GatheringKind>> planned{
      {CHANNEL_KIND_PLENARY, {c.facilitator, GATHERING_KIND_VISIT}},
      {CHANNEL_KIND_THEMES, {c.facilitator, GATHERING_KIND_OTHER}},
      {CHANNEL_KIND_TERRITORY, {pair, GATHERING_KIND_OTHER}},
      {CHANNEL_KIND_PAIR, {pair, GATHERING_KIND_OTHER}},
      {CHANNEL_KIND_PAIR_FOLLOW_UP, {pair, GATHERING_KIND_FOLLOW_UP}},
      {CHANNEL_KIND_PERSONAL_FOLLOW_UP, {c.adviser, GATHERING_KIND_FOLLOW_UP}},
      {CHANNEL_KIND_CONVERSATION, {pair, GATHERING_KIND_OTHER}},
      {CHANNEL_KIND_BACKSTAGE, {spare_, GATHERING_KIND_OTHER}},
      {CHANNEL_KIND_STEERING, {c.facilitator, GATHERING_KIND_COMMITTEE}},
      {CHANNEL_KIND_ORIENTATION, {c.facilitator, GATHERING_KIND_COMMITTEE}},
      {CHANNEL_KIND_TECHNICAL, {c.facilitator, GATHERING_KIND_COMMITTEE}}};
  for (const auto& [kind, by] : planned) {
    const Command plan = command_plan(channel(kind), by.second, c.store().last_event_ms() - hour_ms / 2, marker(kind));
    gatherings_[kind] = c.accept(by.first, plan).events.front().seq();
  }
  const Command open = command_open_workshop(gatherings_.at(CHANNEL_KIND_PLENARY), c.store().last_event_ms() + hour_ms);
  workshop_ = c.accept(c.facilitator, open).events.front().seq();
  sentence_ = c.accept(pair, command_sentence(workshop_)).events.front().seq();
}

bool holds_threads(ChannelKind kind) {
  return kind != CHANNEL_KIND_DIRECTORY && kind != CHANNEL_KIND_ROUND && kind != CHANNEL_KIND_ROUND_DESK &&
         kind != CHANNEL_KIND_ROADMAP;
}

RuledRound::People RightsWorld::round_people() const {
  const auto& c = community_;
  return {c.facilitator, c.adviser, c.valmerac.first, {guest_catalyst_, peers_[0], peers_[1]}};
}

// One in which the capital letters are; and another, in which the others of their pairs are with another facilitator.
void RightsWorld::hold_rounds() {
  auto& c = community_;
  for (const char* key : {"p91", "p92"}) peers_.push_back(c.add_member(ROLE_CATALYST, c.kerlohan.id, key));
  RuledRound round(c, round_people(), "Titre " + marker(CHANNEL_KIND_ROUND));
  round_ = round.id();
  round.admit(c.evaluator);
  round.begin();
  round.say(c.facilitator, "message_cadre", "Message " + marker(CHANNEL_KIND_ROUND));
  round.say(peers_[0], "parking", "À part " + marker(CHANNEL_KIND_ROUND_DESK));
  RuledRound other(c, {c.other_facilitator, 0, c.kerlohan.first, {c.valmerac.second, peers_[0], peers_[1]}},
                   "Un autre");
  other.begin();
}

// Its marker stands in an action, in a comment, and in the text.
void RightsWorld::write_roadmap() {
  auto& c = community_;
  RuledRoadmap roadmap(c, c.valmerac);
  roadmap_ = roadmap.id();
  roadmap.share(ROADMAP_SHARING_SUPPORT);
  roadmap.invite(guest_catalyst_);
  roadmap.add("Action " + marker(CHANNEL_KIND_ROADMAP));
  roadmap.write(c.valmerac.second, 0, "Texte " + marker(CHANNEL_KIND_ROADMAP) + "\n");
  roadmap.comment(c.valmerac.second, "Commentaire " + marker(CHANNEL_KIND_ROADMAP));
}

void RightsWorld::tell_committee() {
  auto& c = community_;
  Command command;
  AskForQuote& ask = *command.mutable_course()->mutable_ask_for_quote();
  ask.set_message_id(c.post(others_.at(CHANNEL_KIND_PLENARY), c.valmerac.first, "Nous avons appris à nous écouter."));
  ask.set_words("nous écouter");
  quote_ = c.accept(spare_, command).events.front().seq();
  command.mutable_course()->mutable_publish_dossier()->set_channel_id(c.steering_committee);
  command.mutable_course()->mutable_publish_dossier()->set_title("Dossier de mi-parcours");
  c.accept(spare_, command);
}

// Two more threads, one of which is merged into the other. Obstacles are not merged.
void RightsWorld::open_beside(ChannelKind kind, std::uint64_t host) {
  auto& c = community_;
  if (kind == CHANNEL_KIND_PAIR_OBSTACLES) {
    others_[kind] = c.declare(host, OBSTACLE_SCOPE_PAIR);
    return;
  }
  others_[kind] = c.open_thread(channel(kind), host);
  merged_[kind] = c.open_thread(channel(kind), host);
  Command merge;
  merge.mutable_merge_thread()->set_thread_id(merged_[kind]);
  merge.mutable_merge_thread()->set_into_id(others_[kind]);
  c.accept(host, merge);
}

void RightsWorld::invite_guests() {
  auto& c = community_;
  for (const auto id : {c.facilitator, c.adviser, guest_catalyst_, guest_}) {
    Command invite;
    invite.mutable_invite_to_channel()->set_channel_id(c.valmerac.channel);
    invite.mutable_invite_to_channel()->set_member_id(id);
    c.accept(c.valmerac.first, invite);
  }
}

std::uint64_t RightsWorld::channel(ChannelKind kind) const {
  const auto& c = community_;
  switch (kind) {
    case CHANNEL_KIND_DIRECTORY: return RuledCommunity::directory;
    case CHANNEL_KIND_PLENARY: return c.plenary;
    case CHANNEL_KIND_THEMES: return c.themes;
    case CHANNEL_KIND_TERRITORY: return c.valmerac.channel;
    case CHANNEL_KIND_PAIR: return c.valmerac.pair;
    case CHANNEL_KIND_PAIR_OBSTACLES: return c.valmerac.pair_obstacles;
    case CHANNEL_KIND_PAIR_FOLLOW_UP: return c.valmerac.pair_follow_up;
    case CHANNEL_KIND_PERSONAL_FOLLOW_UP: return c.valmerac.first_follow_up;
    case CHANNEL_KIND_CONVERSATION: return conversation_;
    case CHANNEL_KIND_BACKSTAGE: return c.backstage;
    case CHANNEL_KIND_ROUND: return round_;
    case CHANNEL_KIND_ROUND_DESK: return round_ + 1;
    case CHANNEL_KIND_ROADMAP: return roadmap_;
    case CHANNEL_KIND_RESOURCES: return c.resources;
    case CHANNEL_KIND_RESOURCE_PROPOSALS: return c.proposals;
    case CHANNEL_KIND_STEERING: return c.steering_committee;
    case CHANNEL_KIND_ORIENTATION: return c.orientation_committee;
    case CHANNEL_KIND_TECHNICAL: return c.technical_committee;
    default: throw std::logic_error("a kind of channel without a place in the rights matrix");
  }
}

std::uint64_t RightsWorld::member(char column) const {
  const auto& c = community_;
  const std::map<char, std::uint64_t> members{
      {'C', c.valmerac.first}, {'F', c.facilitator},   {'A', c.adviser},        {'E', c.evaluator},
      {'S', c.steering},       {'O', c.orientation},   {'T', c.technical},      {'D', c.admin},
      {'X', c.former},         {'g', guest_catalyst_}, {'c', c.kerlohan.first}, {'f', c.other_facilitator},
      {'a', c.other_adviser},  {'L', c.gone}};
  return members.at(column);
}

void RightsWorld::open(ChannelKind kind, std::uint64_t author) {
  Command command = community_.opening_in(channel(kind));
  command.mutable_open_thread()->set_title("Repère " + marker(kind));
  command.mutable_open_thread()->set_body("Corps " + marker(kind));
  threads_.push_back({kind, community_.accept(author, command).events.front().seq(), author, false});
  furnish(threads_.back());
}

void RightsWorld::declare(ChannelKind kind, std::uint64_t author, ObstacleScope scope) {
  Command command = command_declare(scope, community_.theme);
  command.mutable_declare_obstacle()->set_title("Repère " + marker(kind));
  command.mutable_declare_obstacle()->set_body("Corps " + marker(kind));
  threads_.push_back({kind, community_.accept(author, command).events.front().seq(), author, true});
  furnish(threads_.back());
}

// A summary; a message of everybody who is let; one of the thread's author at the end; and everybody who can has read
// the first message. Who could do none of this is what the matrix finds out.
void RightsWorld::furnish(const Thread& thread) {
  auto& c = community_;
  Command summary;
  summary.mutable_edit_summary()->set_thread_id(thread.id);
  summary.mutable_edit_summary()->set_text("Résumé " + marker(thread.kind));
  c.accept(thread.author, summary);
  Command read;
  read.mutable_mark_read()->set_thread_id(thread.id);
  read.mutable_mark_read()->set_read_up_to(thread.id + 1);
  const Command post = command_post(thread.id, "Message " + marker(thread.kind));
  for (const char column : rights_columns) {
    static_cast<void>(c.send(member(column), post));
    static_cast<void>(c.send(member(column), read));
  }
  c.accept(thread.author, post);
}

Target RightsWorld::target(ChannelKind kind, char column) {
  auto& view = community_.view();
  const std::uint64_t asker = member(column);
  Target target{.kind = kind, .channel = channel(kind)};
  std::uint64_t own = 0;
  for (const Thread& thread : threads_) {
    if (thread.kind != kind || thread.author == asker) continue;
    if (target.thread == 0) target.thread = thread.id;
    if (thread.is_obstacle) target.obstacle = thread.id;
  }
  if (target.thread == 0) {  // there are no threads in the directory, nor in a round
    Target empty = absent(kind);
    empty.channel = target.channel;
    return empty;
  }
  const Target nothing = absent(kind);
  const bool has_workshop = kind == CHANNEL_KIND_PLENARY;
  target.gathering = gatherings_.contains(kind) ? gatherings_.at(kind) : nothing.gathering;
  target.workshop = has_workshop ? workshop_ : nothing.workshop;
  target.sentence = has_workshop ? sentence_ : nothing.sentence;
  target.first_message = target.last_message = target.thread + 1;
  const std::uint64_t head = community_.store().head_seq();
  for (std::uint64_t id = target.thread + 1; id <= head; ++id) {
    const auto message = view.message(id);
    if (!message || message->thread_id != target.thread) continue;
    target.last_message = id;
    if (message->author_id == asker) own = id;
  }
  target.own_message = own != 0 ? own : target.first_message;
  if (target.obstacle == 0) target.obstacle = target.thread;
  target.other_thread = others_.at(kind);
  target.merged = merged_.contains(kind) ? merged_.at(kind) : target.thread;
  return target;
}

Target RightsWorld::absent(ChannelKind kind) {
  constexpr std::uint64_t nothing = 900'000'000;
  return {kind, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing};
}

}  // namespace ramure::test
