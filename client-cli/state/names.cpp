#include "client-cli/state/names.hpp"

#include <algorithm>
#include <array>

#include "client-cli/state/one_named.hpp"
#include "client-cli/text/language.hpp"
#include "protocol/titles.hpp"

namespace ramure::cli {

namespace {

struct Folded {
  std::string_view letters;  // written in both cases
  std::string_view plain;
};

constexpr std::array<Folded, 24> folds = {{
    {"à", "a"}, {"â", "a"}, {"ä", "a"}, {"À", "a"}, {"Â", "a"}, {"é", "e"}, {"è", "e"}, {"ê", "e"},
    {"ë", "e"}, {"É", "e"}, {"È", "e"}, {"Ê", "e"}, {"î", "i"}, {"ï", "i"}, {"Î", "i"}, {"ô", "o"},
    {"ö", "o"}, {"Ô", "o"}, {"ù", "u"}, {"û", "u"}, {"ü", "u"}, {"ç", "c"}, {"Ç", "c"}, {"’", "'"},
}};

// The only entry whose key or name is `text`, else the only one that contains it.
template <typename Range, typename Keys>
Result<std::uint64_t> find_one(const Range& range, std::string_view text, const Keys& keys_of, Words unknown,
                               Words several) {
  OneNamed<std::uint64_t> found(text);
  if (!text.empty()) {
    for (const auto& [id, thing] : range) found.see(id, keys_of(thing));
  }
  if (found.one() != nullptr) return *found.one();
  return fail(Exit::refused, t(found.is_none() ? unknown : several, {text}));
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || (c & 0x80) != 0;
}

}  // namespace

bool holds_threads(const v1::Channel& channel) {
  return channel.kind() != v1::CHANNEL_KIND_ROUND && channel.kind() != v1::CHANNEL_KIND_ROUND_DESK &&
         channel.kind() != v1::CHANNEL_KIND_ROADMAP;
}

std::string fold(std::string_view text) {
  std::string folded;
  while (!text.empty()) {
    const auto fits = [&text](const Folded& fold) { return text.starts_with(fold.letters); };
    if (const auto found = std::ranges::find_if(folds, fits); found != folds.end()) {
      folded += found->plain;
      text.remove_prefix(found->letters.size());
    } else {
      folded += static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
      text.remove_prefix(1);
    }
  }
  return folded;
}

void Names::take(const v1::Snapshot& snapshot) {
  for (const auto& member : snapshot.members()) members_[member.id()] = member;
  for (const auto& territory : snapshot.territories()) territories_[territory.id()] = territory;
  for (const auto& theme : snapshot.themes()) themes_[theme.id()] = theme;
  for (const auto& channel : snapshot.channels()) take(channel);
  for (const auto& thread : snapshot.threads()) take(thread);
}

void Names::take(const v1::Thread& thread) { threads_[thread.id()] = {thread.title(), thread.channel_id()}; }

void Names::take(const v1::Channel& channel) { channels_[channel.id()] = channel; }

void Names::take(const v1::RoundView& view) {
  for (const v1::RoundParticipant& person : view.participants()) {
    if (!person.fictional_name().empty()) imaginary_[person.member_id()] = person.fictional_name();
  }
}

void Names::apply(const v1::Event& event) {
  switch (event.body_case()) {
    case v1::Event::kMemberJoined: members_[event.seq()] = event.member_joined().member(); break;
    case v1::Event::kMemberEdited: take_profile(event.member_edited()); break;
    case v1::Event::kTerritoryAdded: territories_[event.seq()] = event.territory_added().territory(); break;
    case v1::Event::kTerritoryEdited: rename(event.territory_edited().territory()); break;
    case v1::Event::kThemeEdited: themes_[event.theme_edited().theme().id()] = event.theme_edited().theme(); break;
    case v1::Event::kThemeAdded: themes_[event.seq()] = event.theme_added().theme(); break;
    case v1::Event::kChannelOpened: channels_[event.seq()] = event.channel_opened().channel(); break;
    case v1::Event::kThreadOpened: threads_[event.seq()] = {event.thread_opened().title(), event.channel_id()}; break;
    case v1::Event::kThreadRetitled:
      threads_[event.thread_retitled().thread_id()].title = event.thread_retitled().title();
      break;
    case v1::Event::kMembershipEnded:
      channels_.erase(event.membership_ended().channel_id());
      std::erase_if(threads_, [&event](const auto& entry) {
        return entry.second.channel_id == event.membership_ended().channel_id();
      });
      break;
    default: break;
  }
}

void Names::take_profile(const v1::MemberEdited& edited) {
  const auto found = members_.find(edited.member_id());
  if (found == members_.end()) return;
  v1::Member& member = found->second;
  member.set_name(edited.name());
  member.set_organisation(edited.organisation());
  member.set_function(edited.function());
  member.set_bio(edited.bio());
}

// Places that are called after the territory follow.
void Names::rename(const v1::Territory& territory) {
  v1::Territory& held = territories_[territory.id()];
  for (auto& [id, channel] : channels_) {
    if (channel.territory_id() != territory.id()) continue;
    channel.set_title(renamed_place(channel.title(), held.name(), territory.name()));
  }
  held = territory;
}

std::string Names::member(std::uint64_t id) const {
  if (id == 0) return t({"sans nom", "unnamed"});
  if (const auto found = members_.find(id); found != members_.end()) return found->second.name();
  const auto imaginary = imaginary_.find(id);
  if (imaginary != imaginary_.end()) return imaginary->second;
  // Without the directory one is told no names: who has none has not left for that.
  const bool has_directory = std::ranges::any_of(
      channels_, [](const auto& channel) { return channel.second.kind() == v1::CHANNEL_KIND_DIRECTORY; });
  return has_directory ? t({"Ancien participant", "Former participant"})
                       : t({"Une personne du programme", "Somebody of the programme"});
}

std::string Names::territory(std::uint64_t id) const {
  const auto found = territories_.find(id);
  return found == territories_.end() ? std::string() : found->second.name();
}

std::string Names::theme(std::uint64_t id) const {
  const auto found = themes_.find(id);
  if (found == themes_.end()) return {};
  return found->second.short_title().empty() ? found->second.title() : found->second.short_title();
}

std::string Names::thread(std::uint64_t id) const {
  const auto found = threads_.find(id);
  return found == threads_.end() ? std::string() : found->second.title;
}

std::string Names::channel(std::uint64_t id) const {
  const auto found = channels_.find(id);
  return found == channels_.end() ? std::string() : found->second.title();
}

std::uint64_t Names::channel_of_thread(std::uint64_t id) const {
  const auto found = threads_.find(id);
  return found == threads_.end() ? 0 : found->second.channel_id;
}

Result<std::uint64_t> Names::find_member(std::string_view text) const {
  return find_one(members_, text,
                  [](const v1::Member& member) { return std::vector<std::string>{member.key(), member.name()}; },
                  {"personne ne s’appelle « {} » ici", "nobody is called \"{}\" here"},
                  {"plusieurs personnes s’appellent « {} » : précisez", "several people are called \"{}\": say more"});
}

Result<std::uint64_t> Names::find_territory(std::string_view text) const {
  return find_one(territories_, text,
                  [](const v1::Territory& it) { return std::vector<std::string>{it.key(), it.name()}; },
                  {"aucun territoire « {} »", "no territory \"{}\""},
                  {"plusieurs territoires « {} » : précisez", "several territories \"{}\": say more"});
}

Result<std::uint64_t> Names::find_theme(std::string_view text) const {
  return find_one(themes_, text,
                  [](const v1::Theme& it) { return std::vector<std::string>{it.key(), it.short_title(), it.title()}; },
                  {"aucune thématique « {} »", "no theme \"{}\""},
                  {"plusieurs thématiques « {} » : précisez", "several themes \"{}\": say more"});
}

Result<std::uint64_t> Names::find_channel(std::string_view text) const {
  const auto keys = [](const v1::Channel& it) {
    return holds_threads(it) ? std::vector<std::string>{it.key(), it.title()} : std::vector<std::string>();
  };
  return find_one(channels_, text, keys,
                  {"aucun lieu « {} » (« ramure channels »)", "no place \"{}\" (`ramure channels`)"},
                  {"plusieurs lieux « {} » : précisez", "several places \"{}\": say more"});
}

Result<std::uint64_t> Names::find_thread(std::string_view text) const {
  return find_one(threads_, text, [](const KnownThread& it) { return std::vector<std::string>{it.title}; },
                  {"aucun fil « {} » (« ramure threads »)", "no thread \"{}\" (`ramure threads`)"},
                  {"plusieurs fils contiennent « {} » : précisez", "several threads contain \"{}\": say more"});
}

std::optional<v1::Channel> Names::first_channel(v1::ChannelKind kind) const {
  for (const auto& [id, channel] : channels_) {
    if (channel.kind() == kind) return channel;
  }
  return std::nullopt;
}

std::string Names::readable(std::string_view body) const {
  std::string text;
  while (!body.empty()) {
    const std::size_t end = body.front() == '<' ? body.find('>') : std::string_view::npos;
    const std::string_view digits =
        end != std::string_view::npos && end > 2 ? body.substr(2, end - 2) : std::string_view();
    const bool reference = !digits.empty() && digits.size() < 17 && std::string_view("@#!").contains(body[1]) &&
                           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!reference) {
      text += body.front();
      body.remove_prefix(1);
      continue;
    }
    const std::uint64_t id = std::stoull(std::string(digits));
    if (body[1] == '@') {
      text += "@" + member(id);
    } else {
      const std::string title = thread(id);
      text += title.empty() ? t({"« un autre fil »", "\"another thread\""}) : "« " + title + " »";
    }
    body.remove_prefix(end + 1);
  }
  return text;
}

std::string Names::with_mentions(std::string_view text) const {
  std::string body;
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = text[at] == '@' && (at == 0 || !is_word(text[at - 1]));
    if (!begins) {
      body += text[at++];
      continue;
    }
    std::size_t end = at + 1;
    std::string_view name;
    if (end < text.size() && text[end] == '"' && text.find('"', end + 1) != std::string_view::npos) {
      const std::size_t close = text.find('"', end + 1);
      name = text.substr(end + 1, close - end - 1);
      end = close + 1;
    } else {
      while (end < text.size() && is_word(text[end])) ++end;
      name = text.substr(at + 1, end - at - 1);
    }
    const Result<std::uint64_t> id = name.empty() ? Result<std::uint64_t>(fail(Exit::refused, "")) : find_member(name);
    body += id ? "<@" + std::to_string(*id) + ">" : std::string(text.substr(at, end - at));
    at = end;
  }
  return body;
}

v1::Snapshot Names::directory() const {
  v1::Snapshot snapshot;
  for (const auto& [id, member] : members_) *snapshot.add_members() = member;
  for (const auto& [id, territory] : territories_) *snapshot.add_territories() = territory;
  for (const auto& [id, theme] : themes_) *snapshot.add_themes() = theme;
  return snapshot;
}

}  // namespace ramure::cli
