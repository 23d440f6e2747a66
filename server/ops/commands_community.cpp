// `ramured community …`
#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>
#include <memory>

#include "server/ops/commands.hpp"
#include "server/ops/corpus.hpp"
#include "server/ops/durable_files.hpp"

namespace ramure {

namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

struct Create {
  fs::path from, demo_sign_ins, invitations;
  std::string slug;
};

std::string text(const json::value& object, std::string_view name) { return std::string(object.at(name).as_string()); }

// The folder's or the file's name, unless another was chosen: deploy/demo makes "demo".
std::string slug_of(const Create& create) {
  if (!create.slug.empty()) return create.slug;
  const fs::path from = fs::weakly_canonical(create.from);
  return fs::is_directory(from) ? from.filename().string() : from.stem().string();
}

// The Markdown files of a folder, by their names; none when it is not there.
json::object documents_in(const fs::path& folder) {
  json::object documents;
  if (!fs::is_directory(folder)) return documents;
  for (const fs::directory_entry& file : fs::directory_iterator(folder)) {
    if (file.path().extension() != ".md") continue;
    documents[file.path().filename().string()] = ops::read_whole_file(file.path(), ops::corpus_file_bytes_max);
  }
  return documents;
}

json::object creation_request(const Create& create) {
  const bool is_folder = fs::is_directory(create.from);
  const fs::path community = is_folder ? create.from / "community.json" : create.from;
  json::object request{{"command", "community create"},
                       {"slug", slug_of(create)},
                       {"community_json", ops::read_whole_file(community, ops::corpus_file_bytes_max)},
                       {"demo_sign_ins", !create.demo_sign_ins.empty()},
                       {"invitations", !create.invitations.empty()}};
  for (const std::string name : {"threads", "rounds", "roadmaps", "course"}) {
    const fs::path file = create.from / (name + ".json");
    if (is_folder && fs::exists(file)) request[name + "_json"] = ops::read_whole_file(file, ops::corpus_file_bytes_max);
  }
  if (is_folder) request["documents"] = documents_in(create.from / "roadmaps");
  if (is_folder) request["papers"] = documents_in(create.from / "papers");
  return request;
}

// "Nadia Benhaddou, catalyseur territorial, Métropole de Valmérac"
std::string who(const json::value& person) {
  std::string who = text(person, "name") + ", " + text(person, "role");
  if (const std::string territory = text(person, "territory"); !territory.empty()) who += ", " + territory;
  return who;
}

void print_created(const Create& create, const Config& config, const json::object& answer) {
  std::string sign_ins, invitations;
  for (const json::value& person : answer.at("people").as_array()) {
    if (!create.demo_sign_ins.empty()) {
      sign_ins += text(person, "sign_in") + "\t" + text(person, "password") + "\t" + who(person) + "\n";
    }
    if (!create.invitations.empty()) {
      invitations +=
          text(person, "id") + "\t" + ops::invitation_link(config, text(person, "token")) + "\t" + who(person) + "\n";
    }
  }
  std::cout << "Community \"" << text(answer, "slug") << "\": " << answer.at("people").as_array().size() << " people, "
            << answer.at("threads") << " threads, " << answer.at("messages") << " messages, " << answer.at("rounds")
            << " rounds, " << answer.at("roadmaps") << " roadmaps, " << answer.at("gatherings") << " gatherings.\n";
  if (!sign_ins.empty()) {
    ops::write_private_file(create.demo_sign_ins, sign_ins);
  }
  if (!invitations.empty()) {
    ops::write_private_file(create.invitations, invitations);
    std::cout << "Invitations: " << create.invitations.string() << " (each good for one person and two weeks)\n";
  }
}

int create_community(const CommandLine& line, const Create& create) {
  json::object request;
  try {
    request = creation_request(create);
  } catch (const std::exception& error) {
    return ops::print_fault({ops::AdminFault::Kind::usage, error.what()});
  }
  return ops::administer(line, request, [&create](const Config& config, const json::object& answer) {
    print_created(create, config, answer);
  });
}

int list_communities(const CommandLine& line, bool as_json) {
  const json::object request{{"command", "community list"}};
  return ops::administer(line, request, [as_json](const Config&, const json::object& answer) {
    for (const json::value& community : answer.at("communities").as_array()) {
      if (as_json) {
        std::cout << json::serialize(community) << "\n";
      } else {
        std::cout << text(community, "slug") << "\t" << text(community, "name") << "\t" << community.at("members")
                  << " people\n";
      }
    }
  });
}

}  // namespace

void add_community_commands(CLI::App& app, CommandLine& line) {
  CLI::App* community = app.add_subcommand("community", "Make and list communities.");
  community->require_subcommand(1);
  const auto create = std::make_shared<Create>();
  CLI::App* command = community->add_subcommand("create", "Make a community from files; see server/ops/README.md.");
  command->add_option("--from", create->from, "community.json, or the folder with it")
      ->required()
      ->check(CLI::ExistingPath);
  command->add_option("--slug", create->slug, "its name in addresses [default: the name of the file or folder]");
  CLI::Option* sign_ins =
      command->add_option("--demo-sign-ins", create->demo_sign_ins,
                          "make an account with a random password for everybody, and write them here");
  command
      ->add_option("--invitations", create->invitations, "make an invitation for everybody, and write the links here")
      ->excludes(sign_ins);
  command->callback([&line, create] { line.chosen = [&line, create] { return create_community(line, *create); }; });

  const auto as_json = std::make_shared<bool>(false);
  CLI::App* list = community->add_subcommand("list", "List the communities of the data folder.");
  list->add_flag("--json", *as_json, "one JSON object per line");
  list->callback([&line, as_json] { line.chosen = [&line, as_json] { return list_communities(line, *as_json); }; });
}

}  // namespace ramure
