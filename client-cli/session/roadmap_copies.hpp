// Texts of roadmaps that are being written here, or could not be sent: each in a folder of its own below the state
// folder, for its owner alone, on disk before an editor opens it and until the server has all of it. What was killed,
// offline or refused is found there and taken up again (`ramure roadmap edit --resume`).
//
//   OpenCopy copy = copies.begin(opened, text);     // the person edits copy.path()
//   copy.state.push = …; copy.save();               // before anything of it is sent
//   copy.remove();                                  // when all is accepted
//
// A copy is in one pair of hands at a time: others do not see it while this process holds it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ramure/v1/roadmap_text.pb.h"

namespace ramure::cli {

struct CopyState {
  // The version that it was opened at, and the changes since: what was sent of them may be known to the server under
  // this editor id, and is sent again as it was.
  v1::PushText push;
  bool was_sent = false;  // some of it, without an answer
  std::string base_text;  // of the version that it was opened at
  std::string taken_in;   // the file's text, when `push` was made from it
  std::string file;       // its name in the folder
  std::string title;      // of the roadmap
  std::int64_t opened_at_ms = 0;
  std::string why;  // cause of a refusal; "clash": all was sent, and others changed the same passages
};

class OpenCopy {
 public:
  OpenCopy(OpenCopy&& other) noexcept;
  OpenCopy& operator=(OpenCopy&&) = delete;
  ~OpenCopy();

  CopyState state;

  std::filesystem::path path() const { return folder_ / state.file; }
  std::string read() const;  // the file as it is
  void save() const;
  // Another text, and `state` with it, as one step.
  void replace_text(const std::string& text);
  void remove() const;

  bool has_unsent() const { return state.why != "clash"; }

 private:
  friend class RoadmapCopies;
  OpenCopy(std::filesystem::path folder, int lock) : folder_(std::move(folder)), lock_(lock) {}

  std::filesystem::path folder_;
  int lock_ = -1;
};

class RoadmapCopies {
 public:
  // One folder per profile and account, as for the outbox.
  RoadmapCopies(const std::filesystem::path& state_folder, const std::string& owner);

  OpenCopy begin(CopyState state, const std::string& text) const;

  // Those that nobody holds open, oldest first; of one roadmap, or (0) of all.
  std::vector<OpenCopy> waiting(std::uint64_t roadmap_id) const;

 private:
  std::optional<OpenCopy> open(const std::filesystem::path& folder) const;
  std::filesystem::path folder_;
};

}  // namespace ramure::cli
