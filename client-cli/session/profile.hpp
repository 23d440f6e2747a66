// Who is signed in, and where: one file per profile in the configuration folder, readable by the owner alone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "client-cli/failure.hpp"

namespace ramure::cli {

struct Profile {
  std::string address;    // "https://ramure.example.org"
  std::string token;      // never printed
  std::string name;       // to sign in with
  std::string community;  // slug; empty when the account has only one
};

class ProfileFile {
 public:
  // `name` is letters, digits, '-' and '_'; "default" when none is given.
  ProfileFile(const std::filesystem::path& config_folder, const std::string& name);

  // Exit::signed_out when there is none.
  Result<Profile> load() const;
  void save(const Profile& profile) const;
  void remove() const;

 private:
  std::filesystem::path path_;
};

}  // namespace ramure::cli
