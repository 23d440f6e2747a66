#include "tests/support/founded_community.hpp"

#include <stdexcept>

namespace ramure::test {

using namespace v1;

std::unique_ptr<storage::Store> open_test_store(const std::filesystem::path& folder, bool durable) {
  return storage::Store::open(
      folder,
      {.durable = durable, .create = true, .new_epoch = std::string(32, 'e'), .new_hash_key = std::string(32, 'k')});
}

FoundedCommunity::FoundedCommunity() : temporary_(std::make_unique<TemporaryFolder>()), folder_(temporary_->path()) {
  store_ = open_test_store(folder_);
  in_one_batch([this] { found(); });
}

FoundedCommunity::FoundedCommunity(const std::filesystem::path& folder) : folder_(folder) {
  store_ = open_test_store(folder_);
  in_one_batch([this] { found(); });
}

void FoundedCommunity::reopen() {
  store_.reset();
  store_ = open_test_store(folder_);
}

void FoundedCommunity::in_one_batch(const std::function<void()>& work) {
  store_->begin();
  in_batch_ = true;
  work();
  in_batch_ = false;
  store_->commit();
}

std::uint64_t FoundedCommunity::append_in_command(std::uint64_t actor_id, const Fill& fill) {
  Event event;
  const std::uint64_t seq = store_->next_seq();
  event.set_seq(seq);
  event.set_at_ms(seq == 1 ? first_event_ms : store_->last_event_ms() + 1'000);
  event.set_actor_id(actor_id);
  event.set_birth_seq(seq);
  fill(event);
  store_->append(event);
  return seq;
}

std::uint64_t FoundedCommunity::append(std::uint64_t actor_id, std::uint64_t channel_id, const Fill& fill) {
  if (!in_batch_) store_->begin();
  store_->begin_command();
  const std::uint64_t seq = append_in_command(actor_id, [&](Event& event) {
    event.set_channel_id(channel_id);
    fill(event);
  });
  store_->end_command();
  if (!in_batch_) store_->commit();
  return seq;
}

std::uint64_t FoundedCommunity::append_to_member(std::uint64_t actor_id, std::uint64_t member_id, const Fill& fill) {
  return append(actor_id, 0, [&](Event& event) {
    event.set_member_id(member_id);
    fill(event);
  });
}

std::uint64_t FoundedCommunity::add_member(std::string_view key, Role role, std::uint64_t territory_id) {
  return append(0, directory, [&](Event& event) {
    Member& member = *event.mutable_member_joined()->mutable_member();
    member.set_id(event.seq());
    member.set_key(std::string(key));
    member.set_name("Personne " + std::string(key));
    member.set_role(role);
    member.set_territory_id(territory_id);
    member.set_status(MEMBER_STATUS_ACTIVE);
  });
}

std::uint64_t FoundedCommunity::open_channel(ChannelKind kind, std::uint64_t territory_id, std::uint64_t person_id) {
  return append(0, 0, [&](Event& event) {
    event.set_channel_id(event.seq());
    Channel& channel = *event.mutable_channel_opened()->mutable_channel();
    channel.set_id(event.seq());
    channel.set_kind(kind);
    channel.set_title("Lieu " + std::to_string(event.seq()));
    channel.set_territory_id(territory_id);
    channel.set_person_id(person_id);
    channel.set_opened_at_ms(event.at_ms());
  });
}

void FoundedCommunity::grant(std::uint64_t channel_id, std::uint64_t member_id, Role role, bool whole_past) {
  append_to_member(0, member_id, [&](Event& event) {
    Membership& membership = *event.mutable_membership_granted()->mutable_membership();
    membership.set_channel_id(channel_id);
    membership.set_member_id(member_id);
    membership.set_role(role);
    membership.set_reads_from_seq(whole_past ? 0 : event.seq());
    membership.set_since_seq(event.seq());
  });
  append(0, channel_id, [&](Event& event) {
    event.mutable_reader_entered()->set_member_id(member_id);
    event.mutable_reader_entered()->set_role(role);
  });
}

void FoundedCommunity::end_membership(std::uint64_t channel_id, std::uint64_t member_id) {
  append_to_member(0, member_id, [&](Event& event) { event.mutable_membership_ended()->set_channel_id(channel_id); });
  append(0, channel_id, [&](Event& event) { event.mutable_reader_left()->set_member_id(member_id); });
}

std::uint64_t FoundedCommunity::open_thread(std::uint64_t channel_id, std::uint64_t author_id, std::string_view title,
                                            std::uint64_t theme_id) {
  return append(author_id, channel_id, [&](Event& event) {
    ThreadOpened& opened = *event.mutable_thread_opened();
    opened.set_kind(THREAD_KIND_DISCUSSION);
    opened.set_title(std::string(title));
    opened.set_theme_id(theme_id);
  });
}

std::uint64_t FoundedCommunity::open_obstacle(std::uint64_t channel_id, std::uint64_t author_id, std::string_view title,
                                              const Obstacle& card, std::uint64_t theme_id) {
  return append(author_id, channel_id, [&](Event& event) {
    ThreadOpened& opened = *event.mutable_thread_opened();
    opened.set_kind(THREAD_KIND_OBSTACLE);
    opened.set_title(std::string(title));
    opened.set_theme_id(theme_id);
    *opened.mutable_obstacle() = card;
  });
}

std::uint64_t FoundedCommunity::post(std::uint64_t thread_id, std::uint64_t author_id, std::string_view body,
                                     std::initializer_list<std::uint64_t> mention_ids) {
  return append(author_id, view().thread(thread_id).value().channel_id, [&](Event& event) {
    MessagePosted& posted = *event.mutable_message_posted();
    posted.set_thread_id(thread_id);
    posted.set_kind(MESSAGE_KIND_MESSAGE);
    posted.set_body(std::string(body));
    for (const std::uint64_t id : mention_ids) posted.add_mention_ids(id);
  });
}

void FoundedCommunity::move(std::uint64_t actor_id, std::uint64_t to_thread_id,
                            std::initializer_list<std::uint64_t> message_ids) {
  const std::uint64_t from_thread_id = view().message(*message_ids.begin())->thread_id;
  append(actor_id, view().thread(from_thread_id)->channel_id, [&](v1::Event& event) {
    event.mutable_messages_moved()->set_from_thread_id(from_thread_id);
    event.mutable_messages_moved()->set_to_thread_id(to_thread_id);
    event.mutable_messages_moved()->mutable_message_ids()->Add(message_ids.begin(), message_ids.end());
  });
}

std::uint64_t FoundedCommunity::post_with(std::initializer_list<std::string> upload_ids, std::uint64_t thread_id,
                                          std::uint64_t author_id, std::string_view body) {
  return append(author_id, view().thread(thread_id).value().channel_id, [&](Event& event) {
    MessagePosted& posted = *event.mutable_message_posted();
    posted.set_thread_id(thread_id);
    posted.set_kind(MESSAGE_KIND_MESSAGE);
    posted.set_body(std::string(body));
    for (const std::string& id : upload_ids) {
      *posted.add_attachments() = view().upload(id).value().file;
      store_->use_upload(id);
    }
  });
}

void FoundedCommunity::edit(std::uint64_t message_id, std::uint64_t author_id, std::string_view body) {
  const storage::MessageState message = view().message(message_id).value();
  append(author_id, view().thread(message.thread_id).value().channel_id, [&](Event& event) {
    event.set_birth_seq(message_id);
    MessageEdited& edited = *event.mutable_message_edited();
    edited.set_message_id(message_id);
    edited.set_thread_id(message.thread_id);
    edited.set_body(std::string(body));
    edited.set_version(message.version + 1);
  });
}

void FoundedCommunity::redact(std::uint64_t message_id, std::uint64_t actor_id) {
  const std::uint64_t thread_id = view().message(message_id).value().thread_id;
  append(actor_id, view().thread(thread_id).value().channel_id, [&](Event& event) {
    event.set_birth_seq(message_id);
    event.mutable_message_redacted()->set_message_id(message_id);
    event.mutable_message_redacted()->set_thread_id(thread_id);
  });
}

void FoundedCommunity::react(std::uint64_t message_id, std::uint64_t member_id, std::string_view name, bool added) {
  const std::uint64_t thread_id = view().message(message_id).value().thread_id;
  append(member_id, view().thread(thread_id).value().channel_id, [&](Event& event) {
    event.set_birth_seq(message_id);
    ReactionChanged& changed = *event.mutable_reaction_changed();
    changed.set_message_id(message_id);
    changed.set_thread_id(thread_id);
    changed.set_name(std::string(name));
    changed.set_added(added);
  });
}

void FoundedCommunity::admit(std::uint64_t member_id, Role role) {
  grant(directory, member_id, role);
  grant(plenary, member_id, role);
  if (role != ROLE_STEERING) grant(themes, member_id, role);
}

FoundedCommunity::Territory FoundedCommunity::add_territory(std::string_view key, std::string_view name) {
  Territory made;
  made.id = append(0, directory, [&](Event& event) {
    v1::Territory& territory = *event.mutable_territory_added()->mutable_territory();
    territory.set_id(event.seq());
    territory.set_key(std::string(key));
    territory.set_name(std::string(name));
    territory.set_time_zone("Europe/Paris");
  });
  made.channel = open_channel(CHANNEL_KIND_TERRITORY, made.id);
  made.pair = open_channel(CHANNEL_KIND_PAIR, made.id);
  made.pair_obstacles = open_channel(CHANNEL_KIND_PAIR_OBSTACLES, made.id);
  made.pair_follow_up = open_channel(CHANNEL_KIND_PAIR_FOLLOW_UP, made.id);
  made.first = add_member(std::string(key) + "-a", ROLE_CATALYST, made.id);
  made.second = add_member(std::string(key) + "-b", ROLE_CATALYST, made.id);
  for (const std::uint64_t member : {made.first, made.second}) {
    admit(member, ROLE_CATALYST);
    for (const std::uint64_t channel : {made.channel, made.pair, made.pair_obstacles, made.pair_follow_up}) {
      grant(channel, member, ROLE_CATALYST, false);
    }
  }
  grant(made.pair_obstacles, adviser, ROLE_ADVISER, false);
  grant(made.pair_follow_up, adviser, ROLE_ADVISER, false);
  return made;
}

void FoundedCommunity::found() {
  append(0, directory, [&](Event& event) {
    CommunityFounded& founded = *event.mutable_community_founded();
    founded.set_slug("essai");
    founded.set_name("Communauté d'essai (fictive)");
    founded.set_time_zone("Europe/Paris");
  });
  const auto add_theme = [&](std::uint32_t position, std::string_view title) {
    return append(0, directory, [&](Event& event) {
      Theme& theme = *event.mutable_theme_added()->mutable_theme();
      theme.set_id(event.seq());
      theme.set_key("th" + std::to_string(position));
      theme.set_title(std::string(title));
      theme.set_position(position);
    });
  };
  theme_models = add_theme(1, "Modèles de co-construction territoriale");
  theme_places = add_theme(2, "Tiers lieux & dialogue territorial");
  plenary = open_channel(CHANNEL_KIND_PLENARY);
  themes = open_channel(CHANNEL_KIND_THEMES);
  backstage = open_channel(CHANNEL_KIND_BACKSTAGE);
  facilitator = add_member("f01", ROLE_FACILITATOR);
  adviser = add_member("a01", ROLE_ADVISER);
  evaluator = add_member("e01", ROLE_EVALUATOR);
  steering = add_member("s01", ROLE_STEERING);
  orientation = add_member("o01", ROLE_ORIENTATION);
  admin = add_member("x01", ROLE_ADMIN);
  admit(facilitator, ROLE_FACILITATOR);
  admit(adviser, ROLE_ADVISER);
  admit(evaluator, ROLE_EVALUATOR);
  admit(steering, ROLE_STEERING);
  grant(directory, admin, ROLE_ADMIN);
  grant(backstage, facilitator, ROLE_FACILITATOR);
  valmerac = add_territory("t01", "Métropole de Valmérac");
  kerlohan = add_territory("t05", "Pays de Kerlohan");
}

}  // namespace ramure::test
