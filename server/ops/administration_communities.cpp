// Communities: create, list.
#include "server/identity/passwords.hpp"
#include "server/live/registry.hpp"
#include "server/ops/administration_parts.hpp"
#include "server/ops/durable_files.hpp"
#include "server/ops/import.hpp"
#include "storage/mail_accounts.hpp"

namespace ramure::ops {

namespace {

namespace json = boost::json;

constexpr std::string_view demo_domain = "@demo.example.org";  // nobody's (RFC 2606): a demo's mails go into a folder

// What a person needs to come in: a password (the demo) or an invitation's token.
struct Entry {
  std::string sign_in, password, token;
};

// Nobody in the corpus manages accounts; a demo needs somebody who does.
void add_demo_admin(Corpus& corpus) {
  if (corpus.person("admin") != nullptr) return;
  corpus.people.push_back({.id = "admin",
                           .name = "Administration technique",
                           .organisation = {},
                           .function = "Gère les comptes ; ne lit aucun contenu",
                           .bio = {},
                           .role = v1::ROLE_ADMIN,
                           .territory_id = {},
                           .where = "the demo's administrator"});
}

json::array people_of(const Imported& imported, const std::vector<Entry>& entries) {
  json::array people;
  for (std::size_t i = 0; i < imported.people.size(); ++i) {
    const ImportedPerson& person = imported.people[i];
    json::object row{{"id", person.id},
                     {"name", person.name},
                     {"role", role_label(person.role)},
                     {"territory", person.territory},
                     {"member_id", person.member_id}};
    if (!entries.empty()) {
      row["sign_in"] = entries[i].sign_in;
      row["password"] = entries[i].password;
      row["token"] = entries[i].token;
    }
    people.push_back(std::move(row));
  }
  return people;
}

// A folder that is thrown away unless it was kept.
class Scaffold {
 public:
  explicit Scaffold(std::filesystem::path folder) : folder_(std::move(folder)) { std::filesystem::remove_all(folder_); }
  ~Scaffold() {
    std::error_code ignored;
    if (!kept_) std::filesystem::remove_all(folder_, ignored);
  }
  Scaffold(const Scaffold&) = delete;
  Scaffold& operator=(const Scaffold&) = delete;
  const std::filesystem::path& folder() const { return folder_; }
  void keep_as(const std::filesystem::path& place, bool durable) {
    std::filesystem::rename(folder_, place);
    kept_ = true;
    if (durable) sync_folder(place.parent_path());
  }

 private:
  std::filesystem::path folder_;
  bool kept_ = false;
};

std::map<std::string, std::string> texts_in(const json::object& request, std::string_view list) {
  std::map<std::string, std::string> documents;
  const json::value* given = request.if_contains(list);
  if (given == nullptr || !given->is_object()) return documents;
  for (const auto& [name, text] : given->get_object()) {
    if (text.is_string()) documents.emplace(name, text.get_string());
  }
  return documents;
}

}  // namespace

// {"slug", "community_json", "threads_json"?, "rounds_json"?, "roadmaps_json"?, "course_json"?,
//  "documents"?: {name: Markdown}, "papers"?: {name: Markdown},
//  "demo_sign_ins"?: true, "invitations"?: true}
//   → {"slug", "threads", "messages", "rounds", "roadmaps", "gatherings", "people": [{"id", "name", "role",
//   "territory", "member_id", "sign_in", …}]}
// A crash in between leaves no community; accounts that it left without one are taken over when it is repeated.
json::object Administration::create_community(const json::object& request, const AdminProgress& progress) {
  const std::string slug = field(request, "slug");
  if (!live::Registry::is_slug(slug)) {
    throw AdminFaultError(AdminFault::Kind::usage,
                          "\"" + slug + "\" cannot be in an address: use a-z, 0-9 and inner hyphens, at most 63");
  }
  if (std::filesystem::exists(parts_.paths.community(slug))) {
    throw AdminFaultError(AdminFault::Kind::refused,
                          "there is a community \"" + slug + "\" already; it was not touched");
  }
  auto corpus = read_corpus({.community = field(request, "community_json"),
                             .threads = field_or_empty(request, "threads_json"),
                             .rounds = field_or_empty(request, "rounds_json"),
                             .roadmaps = field_or_empty(request, "roadmaps_json"),
                             .course = field_or_empty(request, "course_json"),
                             .documents = texts_in(request, "documents"),
                             .papers = texts_in(request, "papers")});
  if (!corpus) throw AdminFaultError(AdminFault::Kind::usage, corpus.error().where + ": " + corpus.error().sentence);
  corpus->slug = slug;
  const bool is_demo = flag(request, "demo_sign_ins");
  if (is_demo) add_demo_admin(*corpus);

  Scaffold scaffold(parts_.paths.creating(slug));
  const auto imported = import(*corpus,
                               {.folder = scaffold.folder(),
                                .now_ms = parts_.clock.now_ms(),
                                .durable = parts_.durable,
                                .progress = [&](std::size_t done, std::size_t of) { progress("community", done, of); }},
                               parts_.random);
  if (!imported)
    throw AdminFaultError(AdminFault::Kind::usage, imported.error().where + ": " + imported.error().sentence);

  if (auto gone = parts_.accounts.forget_community_now(slug); !gone) refuse_with(gone.error());
  std::vector<Entry> entries;
  if (is_demo) {
    std::vector<identity::Accounts::NewAccount> accounts;
    for (const ImportedPerson& person : imported->people) {
      entries.push_back({.sign_in = person.id, .password = identity::random_password(parts_.random), .token = {}});
      accounts.push_back({person.id, entries.back().password, person.member_id});
    }
    const auto report = [&](std::size_t done) { progress("passwords", done, accounts.size()); };
    if (auto done = parts_.accounts.provision_now(slug, accounts, report); !done) refuse_with(done.error());
    storage::MailAccounts addresses(parts_.paths.accounts(), parts_.durable);
    for (const ImportedPerson& person : imported->people) {
      addresses.give_address(slug, person.member_id, person.id + std::string(demo_domain));
    }
  } else if (flag(request, "invitations")) {
    for (const ImportedPerson& person : imported->people) {
      const auto token = parts_.accounts.invite_now(slug, person.member_id, {});
      if (!token) refuse_with(token.error());
      entries.push_back({.sign_in = {}, .password = {}, .token = *token});
    }
  }
  scaffold.keep_as(parts_.paths.community(slug), parts_.durable);
  return {{"slug", slug},
          {"threads", imported->threads},
          {"messages", imported->messages},
          {"rounds", imported->rounds},
          {"roadmaps", imported->roadmaps},
          {"gatherings", imported->gatherings},
          {"people", people_of(*imported, entries)}};
}

// → {"communities": [{"slug", "name", "members"}]}
json::object Administration::list_communities() {
  json::array communities;
  for (const std::string& slug : slugs_in(parts_.paths)) {
    const auto directory = storage::read_directory(parts_.paths.community(slug));
    std::size_t present = 0;
    for (const v1::Member& member : directory.members) present += member.status() == v1::MEMBER_STATUS_LEFT ? 0 : 1;
    communities.push_back({{"slug", slug}, {"name", directory.community.name()}, {"members", present}});
  }
  return {{"communities", std::move(communities)}};
}

}  // namespace ramure::ops
