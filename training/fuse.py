"""The exported graph -> the one that is shipped: attention as one operator with a kernel, no trace of where it was made."""

from __future__ import annotations

import onnx
from onnx import helper


def fuse_attention(model: onnx.ModelProto, heads: int) -> int:
    """Put `MultiHeadAttention` (com.microsoft) in the place of each layer's split, products and softmax.

    The graph comes from `training.encoder.Layer`: one product makes queries, keys and values side by side; no position
    is masked, since windows run one at a time. Returns the number of layers; raises ValueError where a layer looks
    otherwise than expected.
    """
    graph = model.graph
    made_by = {name: node for node in graph.node for name in node.output}
    used_by: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            used_by.setdefault(name, []).append(node)

    def back(node: onnx.NodeProto, kind: str, place: int = 0) -> onnx.NodeProto:
        found = made_by[node.input[place]]
        if found.op_type != kind:
            raise ValueError(f"{node.name}: expected {kind} before {node.op_type}, found {found.op_type}")
        return found

    def on(node: onnx.NodeProto, kind: str) -> onnx.NodeProto:
        found = used_by[node.output[0]]
        if [n.op_type for n in found] != [kind]:
            raise ValueError(f"{node.name}: expected one {kind} after {node.op_type}, found {[n.op_type for n in found]}")
        return found[0]

    fused: dict[str, list[onnx.NodeProto]] = {}
    dead: set[str] = set()
    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        mixed = on(softmax, "MatMul")
        turned = on(mixed, "Transpose")
        last = on(turned, "Reshape")
        masked = back(softmax, "Add")
        scaled = back(masked, "Div")
        products = back(scaled, "MatMul")
        keys = back(products, "Transpose", 1)
        squeezed = [back(products, "Squeeze"), back(keys, "Squeeze"), back(mixed, "Squeeze", 1)]
        sliced = [back(node, "Slice") for node in squeezed]
        parted = back(sliced[0], "Transpose")
        viewed = back(parted, "Reshape")
        names = [f"{viewed.input[0]}_{part}" for part in ("queries", "keys", "values")]
        fused[last.output[0]] = [
            helper.make_node("Split", [viewed.input[0]], names, axis=2, num_outputs=3),
            helper.make_node(
                "MultiHeadAttention", names, [last.output[0]], name=f"{last.name}_attention", domain="com.microsoft",
                num_heads=heads,
            ),
        ]  # fmt: skip
        parts = [softmax, mixed, turned, last, masked, scaled, products, keys, *squeezed, *sliced, parted, viewed]
        dead |= {node.output[0] for node in parts}
    nodes = [n for node in graph.node for n in fused.get(node.output[0], [] if node.output[0] in dead else [node])]
    del graph.node[:]
    graph.node.extend(_needed(nodes, [output.name for output in graph.output]))
    used = {name for node in graph.node for name in node.input}
    kept = [item for item in graph.initializer if item.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.checker.check_model(model)
    return len(fused)


def forget_origin(model: onnx.ModelProto) -> None:
    """Take out what the exporter notes of its own making: traces of the code, with the paths of the machine it ran on."""
    for item in (*model.graph.node, *model.graph.value_info, *model.graph.input, *model.graph.output, *model.graph.initializer):
        del item.metadata_props[:]
        item.doc_string = ""
    for holder in (model, model.graph):
        del holder.metadata_props[:]
        holder.doc_string = ""


def _needed(nodes: list[onnx.NodeProto], outputs: list[str]) -> list[onnx.NodeProto]:
    """Leave out what leads to no output: the mask that nothing reads any more."""
    wanted, kept = set(outputs), []
    for node in reversed(nodes):
        if wanted & set(node.output):
            kept.append(node)
            wanted |= set(node.input)
    return kept[::-1]


def give_middle(model: onnx.ModelProto, layers: int, width: int) -> None:
    """Make the states behind so many layers an output, "middle" [1, pieces, width]: other upper layers go on from them.

    Raises ValueError where the graph has fewer layers.
    """
    graph = model.graph
    norms = [node for node in graph.node if node.op_type == "LayerNormalization"]  # one of the words, two a layer
    if len(norms) <= 2 * layers:
        raise ValueError(f"{len(norms)} normalisations, expected more than {2 * layers}")
    former = norms[2 * layers].output[0]
    for node in graph.node:
        for names in (node.input, node.output):
            for i, name in enumerate(names):
                if name == former:
                    names[i] = "middle"
    graph.output.append(helper.make_tensor_value_info("middle", onnx.TensorProto.FLOAT, [1, "length", width]))
