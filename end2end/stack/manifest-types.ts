// What starts Promcast elsewhere, as the published types of Kubernetes and the Prometheus operator have it.
export type { IServiceMonitor as ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
export type { IDeployment as Deployment } from 'kubernetes-models/apps/v1/Deployment';
export type { INetworkPolicy as NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
export type { IConfigMap as ConfigMap } from 'kubernetes-models/v1/ConfigMap';
export type { INamespace as Namespace } from 'kubernetes-models/v1/Namespace';
export type { IPersistentVolumeClaim as PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
export type { IService as Service } from 'kubernetes-models/v1/Service';
export type { IServiceAccount as ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
