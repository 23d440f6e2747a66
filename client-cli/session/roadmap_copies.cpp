#include "client-cli/session/roadmap_copies.hpp"

#include <fcntl.h>
#include <google/protobuf/util/json_util.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cerrno>
#include <system_error>

#include "client-cli/session/files.hpp"
#include "client-cli/session/outbox.hpp"
#include "protocol/hex.hpp"

namespace ramure::cli {

namespace json = boost::json;

namespace {

constexpr const char* state_name = "copy.json";
constexpr const char* lock_name = "lock";

std::string to_json(const CopyState& state) {
  std::string push;
  if (!google::protobuf::util::MessageToJsonString(state.push, &push).ok()) push.clear();
  return json::serialize(json::object{{"push", push},
                                      {"was_sent", state.was_sent},
                                      {"base_text", state.base_text},
                                      {"taken_in", state.taken_in},
                                      {"file", state.file},
                                      {"title", state.title},
                                      {"opened_at_ms", state.opened_at_ms},
                                      {"why", state.why}}) +
         "\n";
}

std::optional<CopyState> from_json(const std::string& bytes) {
  boost::system::error_code error;
  const json::value value = json::parse(bytes, error);
  if (error || !value.is_object()) return std::nullopt;
  const json::object& object = value.as_object();
  const auto text = [&object](std::string_view name) {
    const json::value* found = object.if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
  };
  CopyState state;
  if (!google::protobuf::util::JsonStringToMessage(text("push"), &state.push).ok()) return std::nullopt;
  const json::value* was_sent = object.if_contains("was_sent");
  state.was_sent = was_sent != nullptr && was_sent->is_bool() && was_sent->as_bool();
  state.base_text = text("base_text");
  state.taken_in = text("taken_in");
  state.file = text("file");
  state.title = text("title");
  const json::value* opened = object.if_contains("opened_at_ms");
  if (opened != nullptr && opened->is_int64()) state.opened_at_ms = opened->as_int64();
  state.why = text("why");
  // A name of ours: nothing outside of the folder is ever read or removed.
  const bool is_ours = state.file.starts_with("text") && state.file.find('/') == std::string::npos;
  return is_ours ? std::optional(std::move(state)) : std::nullopt;
}

// -1: somebody else holds it.
int lock_in(const std::filesystem::path& folder) {
  const int lock = open((folder / lock_name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (lock < 0) return -1;
  if (flock(lock, LOCK_EX | LOCK_NB) == 0) return lock;
  close(lock);
  return -1;
}

}  // namespace

OpenCopy::OpenCopy(OpenCopy&& other) noexcept
    : state(std::move(other.state)), folder_(std::move(other.folder_)), lock_(std::exchange(other.lock_, -1)) {}

OpenCopy::~OpenCopy() {
  if (lock_ >= 0) close(lock_);
}

std::string OpenCopy::read() const { return read_file(path()).value_or(""); }

void OpenCopy::save() const { write_file(folder_ / state_name, to_json(state)); }

// The state names the file: until it is on disk, the old text is the one that counts.
void OpenCopy::replace_text(const std::string& text) {
  const std::filesystem::path old = path();
  state.file = "text-" + std::to_string(state.push.push().base_version()) + "-" +
               std::to_string(state.push.push().editor_id() % 10'000) + ".md";
  write_file(path(), text);
  save();
  if (old != path()) std::filesystem::remove(old);
}

// Without its state a folder is no copy any more, so that goes first.
void OpenCopy::remove() const {
  std::filesystem::remove(folder_ / state_name);
  std::filesystem::remove_all(folder_);
}

RoadmapCopies::RoadmapCopies(const std::filesystem::path& state_folder, const std::string& owner)
    : folder_(state_folder / "roadmaps" / hex_of(owner)) {}

OpenCopy RoadmapCopies::begin(CopyState state, const std::string& text) const {
  const std::filesystem::path folder =
      folder_ / (std::to_string(state.opened_at_ms) + "-" + std::to_string(state.push.roadmap_id()) + "-" +
                 std::to_string(getpid()));
  make_folder(folder);
  const int lock = lock_in(folder);
  if (lock < 0) throw std::system_error(errno, std::generic_category(), folder.string());
  OpenCopy copy(folder, lock);
  copy.state = std::move(state);
  copy.state.file = "text.md";
  write_file(copy.path(), text);
  copy.save();
  return copy;
}

std::vector<OpenCopy> RoadmapCopies::waiting(std::uint64_t roadmap_id) const {
  std::vector<OpenCopy> copies;
  if (!std::filesystem::exists(folder_)) return copies;
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) folders.push_back(entry.path());
  std::ranges::sort(folders);  // by the time when they were opened: 13 digits until the year 2286
  for (const std::filesystem::path& folder : folders) {
    auto copy = open(folder);
    if (copy && (roadmap_id == 0 || copy->state.push.roadmap_id() == roadmap_id)) copies.push_back(std::move(*copy));
  }
  return copies;
}

std::optional<OpenCopy> RoadmapCopies::open(const std::filesystem::path& folder) const {
  if (!std::filesystem::exists(folder / state_name)) return std::nullopt;
  const int lock = lock_in(folder);
  if (lock < 0) return std::nullopt;
  OpenCopy copy(folder, lock);
  const auto bytes = read_file(folder / state_name);  // what its last holder left
  auto state = bytes ? from_json(*bytes) : std::nullopt;
  if (!state) return std::nullopt;
  copy.state = std::move(*state);
  return copy;
}

}  // namespace ramure::cli
