#include "client-cli/session/profile.hpp"

#include <boost/json.hpp>

#include "client-cli/session/files.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace json = boost::json;

namespace {

std::string text_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

}  // namespace

ProfileFile::ProfileFile(const std::filesystem::path& config_folder, const std::string& name)
    : path_(config_folder / "profiles" / (name + ".json")) {}

Result<Profile> ProfileFile::load() const {
  const auto bytes = read_file(path_);
  if (!bytes) {
    return fail(Exit::signed_out, t({"personne n’est connecté : « ramure sign-in ADRESSE --name NOM »",
                                     "nobody is signed in: `ramure sign-in URL --name NAME`"}));
  }
  boost::system::error_code error;
  const json::value value = json::parse(*bytes, error);
  if (error || !value.is_object()) {
    return fail(Exit::signed_out,
                t({"le fichier {} est abîmé : connectez-vous de nouveau", "the file {} is damaged: sign in again"},
                  {path_.string()}));
  }
  const json::object& object = value.as_object();
  return Profile{text_of(object, "address"), text_of(object, "token"), text_of(object, "name"),
                 text_of(object, "community")};
}

void ProfileFile::save(const Profile& profile) const {
  const json::object object{
      {"address", profile.address}, {"token", profile.token}, {"name", profile.name}, {"community", profile.community}};
  write_file(path_, json::serialize(object) + "\n");
}

void ProfileFile::remove() const { std::filesystem::remove(path_); }

}  // namespace ramure::cli
