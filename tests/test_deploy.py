"""What must stay true of the files below config/deploy/: no root, nothing to write to, no secret in plain, sums that add up."""

import re
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

TEXTS = {file.name: file.read_text("utf-8") for file in (ROOT / "config" / "deploy").iterdir()}
USER = "10001"

COMPOSE: dict[str, Any] = {name: yaml.safe_load(text) for name, text in TEXTS.items() if name.startswith("compose")}
SERVICES = {
    name: service for whole in COMPOSE.values() for name, service in whole["services"].items() if "image" in service
}
KUBERNETES: dict[str, Any] = {one["kind"]: one["spec"] for one in yaml.safe_load_all(TEXTS["kubernetes.yaml"])}
PODS = KUBERNETES["StatefulSet"]
POD = PODS["template"]["spec"]
(CONTAINER,) = POD["containers"]
IN_POD = {one["name"]: one["value"] for one in CONTAINER["env"]}

# One an instruction, as Containerfiles continue lines.
BUILD = re.findall(r"^([A-Z]+) +(.+)$", TEXTS["Containerfile"].replace("\\\n", " "), re.MULTILINE)
IN_IMAGE = dict(re.findall(r"([A-Z_]+)=(\S+)", " ".join(rest for instruction, rest in BUILD if instruction == "ENV")))


def unit(section: str) -> dict[str, list[str]]:
    """Return the settings of one section of the unit, each with all its values in their order."""
    settings: dict[str, list[str]] = {}
    lines = TEXTS["recourse.service"].split(f"[{section}]\n")[1].split("\n[")[0].splitlines()
    for key, _, value in (line.partition("=") for line in lines if line and not line.startswith("#")):
        settings.setdefault(key, []).append(value)
    return settings


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DynamicUser", "yes"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("AmbientCapabilities", ""),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("ProtectProc", "invisible"),
        ("PrivateDevices", "yes"),
        ("PrivateUsers", "yes"),
        ("RestrictNamespaces", "yes"),
        ("MemoryDenyWriteExecute", "yes"),
        ("UMask", "0077"),
        ("StateDirectoryMode", "0700"),
        ("LimitCORE", "0"),
        ("MemorySwapMax", "0"),
    ],
)
def test_the_unit_shuts_the_service_in(key: str, value: str) -> None:
    assert unit("Service")[key] == [value]


def test_the_unit_may_write_only_to_the_data_folder() -> None:
    service = unit("Service")
    assert not {"ReadWritePaths", "BindPaths", "User"} & service.keys()
    assert "RECOURSE_DATA=%S/recourse" in service["Environment"]
    assert service["StateDirectory"] == ["recourse"]
    assert service["SystemCallFilter"] == ["@system-service", "~@privileged @resources"]


def test_the_unit_hands_the_token_over_as_a_file() -> None:
    service = unit("Service")
    assert [credential.split(":")[0] for credential in service["LoadCredential"]] == ["discord-token"]
    assert "DISCORD_TOKEN_FILE=%d/discord-token" in service["Environment"]


def test_a_bot_that_ends_at_once_stays_under_the_connections_of_a_day() -> None:
    assert 24 * 60 * 60 / int(unit("Service")["RestartSec"][0]) < 1000


def test_the_image_runs_as_nobody_in_particular() -> None:
    assert [rest for instruction, rest in BUILD if instruction == "USER"] == [f"{USER}:{USER}"]
    instructions = [instruction for instruction, _ in BUILD]
    assert instructions.index("USER") > max(place for place, one in enumerate(instructions) if one in {"RUN", "COPY"})
    assert BUILD[-1] == ("ENTRYPOINT", '["recourse", "run"]')


def test_no_image_is_built_of_a_configuration_with_errors() -> None:
    steps = [(instruction, rest) for instruction, rest in BUILD if instruction in {"COPY", "RUN", "USER"}]
    assert steps.index(("COPY", "config config")) + 1 == steps.index(("RUN", "RECOURSE_CONFIG=config recourse check"))


def test_everything_starts_again_after_the_machine_did() -> None:
    assert {service["restart"] for service in SERVICES.values()} == {"unless-stopped"}
    assert "WantedBy=multi-user.target" in TEXTS["recourse.service"]
    assert "--restart=always" in TEXTS["Containerfile"]


def test_the_image_holds_what_was_locked_and_no_build_tools() -> None:
    installs = [
        part for instruction, rest in BUILD if instruction == "RUN" for part in re.findall(r"\w+ install .*", rest)
    ]
    assert installs == [
        "pip install --require-hashes --only-binary :all: --requirement requirements-server.lock",
        "pip install --no-deps --no-build-isolation .",
    ]
    assert "apt" not in " ".join(rest for _, rest in BUILD)


def test_what_is_copied_into_the_image_is_there_and_let_in() -> None:
    copied = [source for instruction, rest in BUILD if instruction == "COPY" for source in rest.split()[:-1]]
    let_in = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert set(copied) == let_in
    assert all((ROOT / source).exists() for source in copied)


def test_images_have_a_tag_that_means_one_release() -> None:
    images = [dict(BUILD)["FROM"], CONTAINER["image"], *(service["image"] for service in SERVICES.values())]
    assert len(images) == 4
    for image in images:
        assert re.fullmatch(r"[a-z]+:\d[\w.-]*", image), image


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_is_root_or_may_write_to_its_root(name: str) -> None:
    service = SERVICES[name]
    user, _, group = service["user"].partition(":")
    assert int(user) > 0 < int(group)
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "ports", "network_mode", "pid", "devices", "env_file"} & service.keys()
    assert all("noexec" in one for one in service["tmpfs"])
    assert all(volume.split(":")[0] in {"counts", "postgres"} for volume in service["volumes"])


def test_the_bots_memory_comes_onto_no_disk() -> None:
    bot = SERVICES["bot"]
    assert bot["ulimits"] == {"core": 0}
    assert bot["memswap_limit"] == bot["mem_limit"]


def test_every_secret_of_a_service_is_a_file_that_it_was_given() -> None:
    given = {name for whole in COMPOSE.values() for name in whole["secrets"]}
    used = set()
    for whole in COMPOSE.values():
        for service in whole["services"].values():
            files = [value for key, value in service["environment"].items() if key.endswith("_FILE")]
            assert sorted(files) == sorted(f"/run/secrets/{name}" for name in service["secrets"])
            used |= set(service["secrets"])
    assert used == given == {"discord-token", "tally", "postgres-password"}


@pytest.mark.parametrize("name", TEXTS)
def test_no_secret_stands_in_a_file(name: str) -> None:
    """A token, a password or an address with one; what the heads explain is commented out, and holds none either."""
    text = TEXTS[name]
    assert not re.search(r"\b(DISCORD_TOKEN|RECOURSE_TALLY|\w*PASSWORD)\b *[:=]", text)
    assert not re.search(r"name: (DISCORD_TOKEN|RECOURSE_TALLY),", text)
    assert not re.search(r"://\w+:(?!%s@|PASSWORD@)[^\s@/]+@", text)
    assert not re.search(r"^kind: Secret$", text, re.MULTILINE)


def test_the_database_is_reached_by_the_bot_alone() -> None:
    added = COMPOSE["compose.postgres.yaml"]
    assert added["networks"] == {"counts": {"internal": True}}
    assert SERVICES["postgres"]["networks"] == ["counts"]
    assert added["services"]["bot"]["networks"] == ["default", "counts"]


def test_no_pod_is_root_or_may_write_to_its_root() -> None:
    assert (
        POD["securityContext"].items()
        >= {"runAsNonRoot": True, "runAsUser": int(USER), "runAsGroup": int(USER)}.items()
    )
    assert POD["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert CONTAINER["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert POD["automountServiceAccountToken"] is False
    assert not {"hostNetwork", "hostPID", "hostIPC"} & POD.keys()
    assert CONTAINER["resources"]["limits"]["memory"]


def test_a_pod_has_its_secrets_as_files_and_keeps_nothing_on_a_disk() -> None:
    volumes = {volume["name"]: volume for volume in POD["volumes"]}
    mounted = {mount["mountPath"]: volumes[mount["name"]] for mount in CONTAINER["volumeMounts"]}
    folder = "/run/secrets/recourse"
    assert mounted.pop(folder)["secret"] == {"secretName": "recourse", "defaultMode": 0o440}
    assert all(volume["emptyDir"]["medium"] == "Memory" for volume in mounted.values())
    told = set(re.findall(r"--from-file=([a-z-]+)=", TEXTS["kubernetes.yaml"]))
    files = {value for key, value in IN_POD.items() if key.endswith("_FILE")}
    assert files == {f"{folder}/{name}" for name in told} == {f"{folder}/discord-token", f"{folder}/tally"}


def test_every_connection_is_held_by_exactly_one_pod() -> None:
    match = re.fullmatch(r"\*(\d+)/(\d+)", IN_POD["RECOURSE_SHARDS"])
    assert match
    each, of = int(match[1]), int(match[2])
    held = [shard for pod in range(PODS["replicas"]) for shard in range(pod * each, (pod + 1) * each)]
    assert held == list(range(of))


def test_pods_are_replaced_one_at_a_time_and_started_one_after_the_other() -> None:
    assert PODS["updateStrategy"] == {"type": "RollingUpdate"}
    assert PODS["podManagementPolicy"] == "OrderedReady"
    assert KUBERNETES["PodDisruptionBudget"]["maxUnavailable"] == 1
    labels = PODS["template"]["metadata"]["labels"]
    for selector in (
        PODS["selector"]["matchLabels"],
        KUBERNETES["Service"]["selector"],
        KUBERNETES["PodDisruptionBudget"]["selector"]["matchLabels"],
        KUBERNETES["NetworkPolicy"]["podSelector"]["matchLabels"],
    ):
        assert selector == labels


def test_everywhere_there_is_time_to_finish() -> None:
    assert unit("Service")["TimeoutStopSec"] == [str(POD["terminationGracePeriodSeconds"])] == ["30"]
    assert SERVICES["bot"]["stop_grace_period"] == "30s"


def test_the_ports_agree() -> None:
    address, port = IN_POD["RECOURSE_OPS"].split(":")
    assert address == "0.0.0.0"  # noqa: S104 - the probes come from the node
    assert CONTAINER["ports"] == [{"name": "ops", "containerPort": int(port)}]
    assert [one["port"] for one in KUBERNETES["Service"]["ports"]] == [int(port)]
    (measuring,) = KUBERNETES["NetworkPolicy"]["ingress"]
    assert [one["port"] for one in measuring["ports"]] == [int(port)]
    assert IN_IMAGE["RECOURSE_OPS"] == f"127.0.0.1:{port}"


def test_a_pod_is_asked_what_the_bot_answers() -> None:
    asked = {probe: CONTAINER[f"{probe}Probe"]["httpGet"] for probe in ("startup", "liveness", "readiness")}
    assert {get["port"] for get in asked.values()} == {"ops"}
    assert [get["path"] for get in asked.values()] == ["/healthz", "/healthz", "/readyz"]
    code = "".join(file.read_text("utf-8") for file in (ROOT / "bot" / "frontends").glob("*.py"))
    for get in asked.values():
        assert f'"{get["path"]}"' in code


def test_what_the_settings_need_is_in_the_image() -> None:
    lock = (ROOT / "requirements-server.lock").read_text("utf-8")
    needs = {"RECOURSE_OPS": "prometheus-client", "RECOURSE_TALLY_FILE": "psycopg"}
    assert needs.keys() <= IN_POD.keys()
    for library in needs.values():
        assert re.search(rf"^{library}==", lock, re.MULTILINE)
